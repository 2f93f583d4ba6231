"""Mails that are meant to leave: one work for each, told sent when it was."""

from b2portal.verify.query import rows


def digests(*, at):
    """The mail of a day to a person has its one work, and both say the same of it."""
    found = rows("""
        SELECT digest.id, count(item.id), bool_or(item.state = 'done'), digest.sent
        FROM applications_digest digest
        LEFT JOIN jobs_jobitem item ON item.args ->> 'digest' = digest.id::text
            AND item.job_id IN (SELECT id FROM jobs_job WHERE kind = 'daily_digest')
        GROUP BY digest.id ORDER BY digest.id
    """)
    for pk, works, done, sent in found:
        if works != 1:
            yield f"daily mail {pk}: {works} works send it, not one"
        elif done != sent:
            yield f"daily mail {pk}: {'sent' if sent else 'not sent'}, its work says otherwise"
    found = rows("""
        SELECT array_agg(id ORDER BY id) FROM applications_digest GROUP BY user_id, day HAVING count(*) > 1
        UNION ALL
        SELECT array_agg(id ORDER BY id) FROM applications_digest GROUP BY message_id HAVING count(*) > 1
    """)
    for (ids,) in found:
        yield f"daily mails {', '.join(map(str, ids))}: one mail, {len(ids)} times"
    found = rows("""
        SELECT notice.id FROM applications_notification notice
        JOIN applications_digest digest ON digest.id = notice.digest_id AND digest.user_id <> notice.user_id ORDER BY 1
    """)
    for (pk,) in found:
        yield f"notification {pk}: in the mail of another person"


def reminders(*, at):
    """A reminder asked once leaves once to each person, and its case says that it was asked."""
    found = rows("""
        SELECT job.id, item.args ->> 'user', count(*) FROM jobs_job job JOIN jobs_jobitem item ON item.job_id = job.id
        WHERE job.kind = 'reminder' GROUP BY 1, 2, item.args ->> 'case' HAVING count(*) > 1 ORDER BY 1, 2
    """)
    for pk, user, times in found:
        yield f"work {pk}: the reminder to user {user} {times} times"
    found = rows("""
        SELECT event.id, event.data ->> 'job' FROM applications_event event
        LEFT JOIN jobs_job job ON job.id = (event.data ->> 'job')::bigint AND job.kind = 'reminder'
        WHERE event.verb = 'remind' AND event.data ? 'job' AND (
            job.id IS NULL OR jsonb_array_length(event.data -> 'to') <> job.total
        ) ORDER BY 1
    """)
    for pk, job in found:
        yield f"event {pk}: a reminder whose mails are not those of work {job}"
