"""What every address is for: who may open it, how it is asked, whose object it names. The sweep knows no other.

A new page is one line here. Without it ``test_access_sweep.py`` fails, and so it should.
"""

from dataclasses import dataclass

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Page:
    """``permission``: None for anybody signed in. ``methods``: those it answers; the others get 405 or are readings.

    ``object``: what the address names, None when nothing: ``case`` (exists for the office of the case), ``run``
    (for the Plan Office), ``own`` (for one person), ``ambito`` (for every office of the Ambito), ``law`` (for all).
    ``pk``: which of the scene's values goes in place of ``<pk>``.
    ``also_refuses``: roles with the permission that the page itself refuses, and why in a comment beside.
    ``in_view``: False where the permission depends on the row, so that the view cannot carry it.
    ``second_factor``: False where a person without it may come in.
    """

    permission: str | None
    methods: tuple = GET
    object: str | None = None
    pk: str = ""
    public: bool = False
    also_refuses: tuple = ()
    in_view: bool = True
    second_factor: bool = True


def public(methods=GET):
    return Page(None, methods, public=True)


def anybody(methods=GET, **more):
    return Page(None, methods, **more)


def case(permission, methods=BOTH, **more):
    return Page(permission, methods, object="case", **more)


def run(permission, methods=BOTH, **more):
    return Page(permission, methods, object="run", **more)


WHO_DECIDES = ("plan_manager", "director", "auditor")  # they read what others assess and sign
READ_ONLY_ROLES = ("administrative_officer", "auditor")
NOT_WRITERS = (*READ_ONLY_ROLES, "asst_assessor")

PAGES = {
    # the machine
    "healthz": public(),
    "readyz": public(),
    "set_language": public(POST),
    "guide": anybody(),
    "guide_page": anybody(),
    "accessibility": public(),
    # the way in
    "account_login": public(BOTH),
    "mfa_authenticate": public(BOTH),  # only after the password: without it, back to the sign-in
    "account_inactive": public(),
    "account_reset_password": public(BOTH),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(BOTH),
    "account_reset_password_from_key_done": public(),
    "mfa_reauthenticate": anybody(BOTH),
    "account_logout": anybody(BOTH, second_factor=False),
    "mfa_index": anybody(),
    "mfa_activate_totp": anybody(BOTH, second_factor=False),
    "mfa_deactivate_totp": anybody(BOTH),
    "mfa_view_recovery_codes": anybody(),
    "mfa_generate_recovery_codes": anybody(BOTH),
    # accounts
    "home": anybody(GET),
    "accounts:profile": anybody(),
    "accounts:switch_role": anybody(POST, object="own", pk="membership"),
    "accounts:left_typing": anybody(BOTH),
    "accounts:single_keys": anybody(POST),
    "accounts:offices": Page("office.read"),
    "accounts:edit_office": Page("office.write", BOTH, object="ambito", pk="office"),
    "accounts:invite": Page("user.manage", BOTH),
    "accounts:delegate": Page("plan.approve", BOTH),
    "accounts:end_delegation": Page("plan.approve", BOTH, object="ambito", pk="delegation"),
    "accounts:deactivate": Page("user.manage", BOTH, object="ambito", pk="user"),
    "accounts:access_log": Page("access_log.read"),
    # jobs: the kind of the job says which permission; that of the scene makes the papers of a run
    "jobs:progress": run("payment.read", GET, pk="job", in_view=False),
    "jobs:retry": run("payment.prepare", POST, pk="item", in_view=False),
    # many cases at once
    "applications:check_letter": Page("case.read"),
    "applications:search": Page("case.read"),
    "applications:export": Page("case.read", BOTH),
    "applications:export_xlsx": Page("case.read"),
    "applications:export_csv": Page("case.read"),
    "applications:export_ready": Page("case.read", object="own", pk="export"),
    "applications:save_view": Page("case.read", POST),
    "applications:delete_view": Page("case.read", POST, object="own", pk="view"),
    # whoever neither writes cases nor decides on them gives none out and writes to no family
    "applications:assign": Page("case.read", BOTH, also_refuses=NOT_WRITERS),
    "applications:write_to_families": Page("case.read", BOTH, also_refuses=NOT_WRITERS),
    "applications:family_letters": Page("case.read", object="own", pk="letters", also_refuses=NOT_WRITERS),
    # the intake
    "applications:create": Page("case.write", BOTH),
    "applications:decode_tax_code": Page("case.write", POST),
    "applications:ask_office": Page("case.write", BOTH),
    "applications:answer_office": case("case.write", pk="inquiry"),
    "applications:edit": case("case.write", GET),
    "applications:eligibility_panel": case("case.write"),
    "applications:step": case("case.write"),
    "applications:autosave": case("case.write", POST),
    "applications:submit": case("case.write"),
    "applications:request_documents": case("case.write"),
    "applications:receive_documents": case("case.write"),
    "applications:remind_documents": case("case.write"),
    "applications:evidence": case("case.read", GET),
    "applications:add_inps_report": case("case.write"),
    "applications:edit_inps_report": case("case.write", pk="report"),
    "applications:remove_proof": case("case.write", pk="report"),
    "applications:check_measure": case("case.write"),
    "applications:verify_evidence": case("case.write", pk="isee"),
    "applications:withdraw": case("case.write"),
    # whoever neither writes cases nor assesses puts no file into them
    "applications:attach": case("case.read", also_refuses=(*READ_ONLY_ROLES, "plan_manager", "director")),
    "applications:document": case("case.read", GET, pk="document"),
    # what leaves for the family: who writes cases, or decides on them
    "applications:notify_refusal": case("case.decide"),
    "applications:record_observations": case("case.write"),
    "applications:answer_observations": case("case.decide"),
    "applications:withdraw_notice": case("case.decide"),
    "applications:letters": case("case.read", GET, also_refuses=NOT_WRITERS),
    "applications:send_letter": case("case.read", also_refuses=NOT_WRITERS),
    "applications:set_aside_letter": case("case.read", also_refuses=NOT_WRITERS),
    "applications:add_memo": case("case.read"),
    "applications:finish_memo": case("case.read", POST, pk="memo"),
    "applications:record_delivery": case("case.read", pk="issued", also_refuses=NOT_WRITERS),
    "applications:letter_texts": Page("call.read"),
    "applications:choose_letters": Page("call.write", BOTH),
    "applications:letter_text": Page("call.read", object="law"),
    "applications:preview_letter_text": Page("call.read", object="law"),
    "applications:edit_letter_text": Page("call.write", BOTH, object="law"),
    "applications:publish_letter_text": Page("call.publish", BOTH, object="law"),
    "applications:preview": case("case.read", GET, pk="document"),
    "applications:preview_page": case("case.read", GET, pk="document"),
    "applications:print_case_file": case("case.read"),
    "applications:case_file": case("case.read", GET, pk="case_file"),
    "applications:record_control": case("case.read", pk="control"),
    "applications:draw_sample": Page("case.decide", BOTH),
    "applications:sample": Page("case.decide", object="ambito", pk="sample"),
    # the office's day
    "applications:work": Page("case.read"),
    "applications:list": Page("case.read"),
    "applications:case": case("case.read", GET),
    "applications:explanation": case("money.read", GET),
    "applications:explanation_pdf": case("money.read", GET),
    "applications:recalculate": case("money.read", GET),
    "applications:add_note": case("case.read"),
    "applications:remind": case("case.read", POST),
    "applications:undo_reminder": case("case.read", POST, pk="event"),
    "applications:calls": Page("call.read"),
    "applications:call": Page("call.read", object="ambito"),
    "applications:rules": Page("rules.read"),
    "applications:rule_set": Page("rules.read", object="law"),
    # an office's own list of cases
    "applications:import_example": Page("case.import"),
    "applications:imports": Page("case.import", BOTH),
    "applications:import_batch": Page("case.import", BOTH, object="ambito", pk="batch"),
    "applications:import_report": Page("case.import", GET, object="ambito", pk="batch"),
    # what changed that concerns one person
    "applications:timeline": case("case.read", GET),
    "applications:notifications": Page("case.read"),
    "applications:read_notifications": Page("case.read", POST),
    "applications:choose_notifications": Page("case.read", BOTH),
    # calls and rules as they are written: each published by a second person
    "applications:clone_call": Page("call.write", BOTH, object="ambito"),
    "applications:edit_call": Page("call.write", BOTH, object="ambito"),
    "applications:submit_call": Page("call.write", BOTH, object="ambito"),
    "applications:publish_call": Page("call.publish", BOTH, object="ambito"),
    "applications:rule_set_toml": Page("rules.read", object="law"),
    "applications:compare_rule_sets": Page("rules.read", object="law"),
    "applications:extend_call": Page("call.write", BOTH, object="ambito"),
    "applications:change_call_rules": Page("call.write", BOTH, object="ambito"),
    "applications:confirm_addition": Page("call.publish", BOTH, object="ambito", pk="addition"),
    "applications:drop_addition": Page("call.publish", BOTH, object="ambito", pk="addition"),
    "applications:create_rule_draft": Page("call.write", BOTH),
    "applications:simulate_rules": Page("call.publish", BOTH),
    "applications:simulation": Page("call.publish", object="ambito", pk="simulation"),
    "applications:simulation_file": Page("call.publish", object="ambito", pk="simulation"),
    "applications:rule_draft": Page("call.publish", object="ambito", pk="draft"),
    "applications:rule_draft_toml": Page("call.publish", object="ambito", pk="draft"),
    "applications:compare_rule_draft": Page("call.publish", object="ambito", pk="draft"),
    "applications:edit_rule_draft": Page("call.write", BOTH, object="ambito", pk="draft"),
    "applications:submit_rule_draft": Page("call.write", BOTH, object="ambito", pk="draft"),
    "applications:discard_rule_draft": Page("call.write", BOTH, object="ambito", pk="draft"),
    "applications:return_rule_draft": Page("call.publish", BOTH, object="ambito", pk="draft"),
    "applications:publish_rule_set": Page("call.publish", BOTH, object="ambito", pk="draft"),
    # assessment, plan, decision: reading the first two is for more roles than writing them
    "applications:approvals": Page("plan.approve"),
    "applications:approve_plans": Page("plan.approve", BOTH),
    "applications:decided": Page("case.health.read"),
    "applications:approval": Page("case.health.read", object="ambito", pk="call"),
    "applications:write_assessment": case("case.health.read", also_refuses=WHO_DECIDES),
    "applications:sign_assessment": case("case.health.read", also_refuses=WHO_DECIDES),
    "applications:send_to_asst": case("assessment.social"),
    "applications:assessment_scores": case("case.health.read", POST, also_refuses=WHO_DECIDES),
    "applications:start_assessment": case("assessment.social"),
    "applications:reuse_assessment": case("assessment.social"),
    "applications:disagree_assessment": case("assessment.health"),
    "applications:answer_disagreement": case("assessment.social"),
    # asked by the Comune and by the managers, not by the ASST itself
    "applications:remind_asst": case("case.health.read", also_refuses=("auditor", "asst_assessor")),
    "applications:visit_sheet": case("case.health.read", GET),
    "applications:write_profile": case("case.health.read", also_refuses=WHO_DECIDES),
    "applications:edit_assessment_terms": Page("call.write", BOTH, object="ambito"),
    "applications:write_plan": case(
        "case.health.read", also_refuses=("director", "auditor", "asst_assessor")
    ),
    "applications:plan_totals": case("plan.write", POST),
    "applications:plan_version": case("case.health.read", GET),
    "applications:plan_pdf": case("case.health.read", GET),
    "applications:compare_plans": case("case.health.read", GET),
    "applications:sign_plan": case("case.health.read", also_refuses=WHO_DECIDES),
    "applications:add_plan_signature": case("plan.write"),
    "applications:review_plan": case("plan.write"),
    "applications:edit_plan_terms": Page("call.write", BOTH, object="ambito"),
    "applications:submit_plan": case("plan.write"),
    "applications:approve_plan": case("plan.approve"),
    "applications:return_plan": case("plan.approve"),
    "applications:reject": case("case.reject"),
    "applications:reopen": case("case.decide"),
    # the life of a case
    "applications:transfers": Page("money.read"),
    "applications:transfer": case("case.write"),
    "applications:transfer_sheet": case("money.read", GET, pk="transfer"),
    "applications:transfer_pdf": case("money.read", GET, pk="transfer"),
    "applications:change_caregiver": case("case.write"),
    "applications:change_carer": case("case.write"),
    "applications:change_isee": case("case.write"),
    "applications:record_appeal": case("case.write"),
    "applications:decide_appeal": case("case.decide"),
    "applications:record_death": case("case.write"),
    "applications:take_back_death": case("case.decide"),
    # one person registered twice: for the Plan Office, which sees both
    "applications:duplicates": Page("case.decide"),
    "applications:unite_people": Page("case.decide", BOTH, object="ambito"),
    "applications:tell_apart": Page("case.decide", POST, object="ambito"),
    "applications:divide_people": Page("case.decide", BOTH, object="ambito", pk="union"),
    # the money
    "vouchers:runs": Page("payment.read"),
    "vouchers:open_run": Page("payment.prepare", BOTH),
    "vouchers:answers": Page("payment.read"),
    "vouchers:record_answer": Page("payment.prepare", BOTH),
    "vouchers:answer": run("payment.read", GET, pk="answer"),
    "vouchers:send_run": run("payment.prepare"),
    "vouchers:close_run": run("payment.prepare"),
    "vouchers:edit_treasury_account": Page("payment.prepare", BOTH),
    "vouchers:file": run("payment.read", GET, pk="file"),
    "vouchers:run": run("payment.read", GET),
    "vouchers:lines": run("payment.read", GET),
    "vouchers:documents": run("payment.read", GET),
    "vouchers:differences": run("payment.read", GET),
    "vouchers:check_run": run("payment.prepare"),
    "vouchers:lock_run": run("payment.prepare"),
    "vouchers:unlock_run": run("payment.prepare"),
    "vouchers:approve_run": run("payment.approve"),
    "vouchers:issue_run": run("payment.prepare"),
    "vouchers:mark_paid": run("payment.prepare"),
    "vouchers:take_out": run("payment.prepare"),
    "vouchers:put_back": run("payment.prepare"),
    "vouchers:rankings": Page("ranking.read"),
    "vouchers:budget": run("ranking.read", GET),
    "vouchers:open_budget": run("budget.write"),
    "vouchers:add_budget_line": run("budget.write"),
    "vouchers:transfer_budget": run("budget.write"),
    "vouchers:add_budget_money": run("budget.write", pk="budget_line"),
    "vouchers:ranking": run("ranking.read", GET),
    "vouchers:rank": run("ranking.prepare"),
    "vouchers:approve_ranking": run("ranking.approve"),
    "vouchers:scroll_ranking": run("ranking.prepare"),
    "vouchers:publish_ranking": run("ranking.read"),
    "vouchers:public_ranking": run("ranking.read", GET),
    "vouchers:public_ranking_pdf": run("ranking.read", GET),
    "vouchers:interruptions": Page("money.read"),
    "vouchers:award": case("case.decide"),
    "vouchers:register_interruption": case("case.write"),
    "vouchers:end_interruption": case("case.write"),
    "vouchers:confirm_account": case("payment.prepare"),
    "vouchers:change_amount": case("case.decide"),
    "vouchers:expense_reports": case("money.read", GET),
    "vouchers:record_expenses": case("case.write"),
    "vouchers:review_expenses": case("payment.prepare", pk="expenses"),
    "vouchers:move_out": case("case.write"),
    "vouchers:end_award": case("case.write"),
    "vouchers:record_placement": case("case.write"),
    "vouchers:renounce": case("case.write"),
    "vouchers:forfeit": case("case.decide"),
    "vouchers:reopen_award": case("case.decide"),
}
