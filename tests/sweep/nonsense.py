"""What people, machines and attackers write where something else belongs, and the forms they write it in."""

SCRIPT = "<script>alert('canarino')</script>"
DATES = (
    "31/02/2026", "29/02/2025", "2026-13-01", "00/00/0000", "12/07/99999", "12/07/26", "12/07/0212", "oggi", "-1",
    "1e9", "NaN", "١٢/٠٧/٢٠٢٦", "12/07/2026\x00", "12/07/2026<b>", "{{ 7*7 }}", "=OGGI()", "1" * 300,
)  # fmt: skip
NUMBERS = (
    "-1", "-0,01", "abc", "400,001", "4e2", "1e9", "1000000000", "NaN", "Infinity", "٤٠٠", "²", "1,142.60",
    "1.142,60,1", "0x10", "400\x00", "<b>400</b>", "=1+1", "9" * 300,
)  # fmt: skip
TEXTS = (
    SCRIPT, "{{ 7*7 }}{% debug %}", "=HYPERLINK(\"http://x\")", "uno\r\nSet-Cookie: due=1", "uno\x00due",
    "\u202eenoizartsni", "'; DROP TABLE x; --", "\ud7ff\U0001f600", "   ", "x" * 300, "x" * 6000,
)  # fmt: skip
IN_ADDRESSES = (
    "%00",
    "%C2%B2",
    "..%2F..",
    "'%22%3Cb%3E",
    "9" * 25,
    "%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A1%D9%A1",
    "x" * 300,
)
PARAMETERS = (
    "q", "page", "ordina", "vista", "stato", "comune", "segue", "sostegno", "entro", "righe", "mese", "da", "persona",
    "dal", "al", "utente", "solo", "cronologia", "per", "isee", "di", "altro", "next", "tutti", "tutte",
    "regole", "caregiver", "badante", "a_casa", "bozza", "esito", "formato",
    "codice", "misura",
    "tipo", "case", "filtri", "scade", "colonne", "dopo", "prima", "plan", "sollecito", "motivo", "pagina", "stampa",
)  # fmt: skip

# The forms: (address name, case or None, who, what the address names beside the case, words after "?")
STEPS = (
    "persona",
    "residenza",
    "nucleo",
    "requisiti",
    "caregiver",
    "assistente",
    "sostegni",
    "riscossione",
    "consensi",
)
FORMS = (
    ("applications:create", None, "social_worker", {}, ""),
    *(("applications:step", "full", "social_worker", {"step": step}, "?altro=1") for step in STEPS),
    ("applications:request_documents", "assessing", "social_worker", {}, ""),
    ("applications:add_inps_report", "active", "social_worker", {}, ""),
    ("applications:edit_inps_report", "active", "social_worker", {"pk": "report"}, ""),
    ("applications:remove_proof", "active", "social_worker", {"proof": "inpsreport", "pk": "report"}, ""),
    ("applications:receive_documents", "asked", "social_worker", {}, ""),
    ("applications:draw_sample", None, "plan_manager", {}, ""),
    ("applications:record_control", "active", "social_worker", {"pk": "control"}, ""),
    ("applications:check_measure", "active", "social_worker", {}, ""),
    ("applications:ask_office", None, "social_worker", {}, ""),
    ("applications:answer_office", "active", "social_worker", {"pk": "inquiry"}, ""),
    ("applications:imports", None, "plan_manager", {}, ""),
    ("applications:import_batch", None, "plan_manager", {"pk": "batch"}, ""),
    ("applications:withdraw", "assessing", "social_worker", {}, ""),
    ("applications:add_note", "active", "social_worker", {}, ""),
    ("applications:write_assessment", "assessing", "social_worker", {}, ""),
    ("applications:write_assessment", "unsent", "asst_assessor", {}, ""),
    ("applications:remind_asst", "waiting", "social_worker", {}, ""),
    ("applications:disagree_assessment", "waiting", "asst_assessor", {}, ""),
    ("applications:write_profile", "waiting", "social_worker", {}, ""),
    ("applications:edit_assessment_terms", None, "plan_manager", {"prefix": "B2-2026"}, ""),
    ("applications:write_plan", "assessing", "social_worker", {}, ""),
    ("applications:add_plan_signature", "plan_review", "social_worker", {}, ""),
    ("applications:review_plan", "active", "social_worker", {}, ""),
    ("applications:edit_plan_terms", None, "plan_manager", {}, ""),
    ("applications:return_plan", "plan_review", "plan_manager", {}, ""),
    ("applications:approve_plan", "plan_review", "plan_manager", {}, ""),
    ("applications:write_to_families", None, "social_worker", {}, "?tutte=1&tipo=isee"),
    ("applications:export", None, "social_worker", {}, "?colonne=salute"),
    ("applications:transfer", "active", "social_worker", {}, ""),
    ("applications:change_caregiver", "active", "social_worker", {}, ""),
    ("applications:change_carer", "active", "social_worker", {}, ""),
    ("applications:record_death", "plan_review", "social_worker", {}, ""),
    ("vouchers:award", "eligible", "director", {}, ""),
    ("vouchers:register_interruption", "paid", "social_worker", {}, ""),
    ("vouchers:end_interruption", "active", "social_worker", {}, ""),
    ("vouchers:change_amount", "paid", "plan_manager", {}, ""),
    ("vouchers:move_out", "paid", "social_worker", {}, ""),
    ("vouchers:end_award", "paid", "social_worker", {}, ""),
    ("vouchers:open_run", None, "administrative_officer", {}, "?mese=2026-10"),
    ("vouchers:take_out", "paid", "administrative_officer", {"number": "2026-12"}, ""),
    ("applications:create_rule_draft", None, "plan_manager", {}, ""),
    ("applications:edit_call", None, "plan_manager", {"prefix": "B2-2027"}, ""),
    ("applications:extend_call", None, "plan_manager", {"prefix": "B2-2025"}, ""),
    ("applications:change_call_rules", None, "plan_manager", {"prefix": "B2-2025"}, ""),
    ("applications:simulate_rules", None, "plan_manager", {}, ""),
    ("accounts:invite", None, "administrator", {}, ""),
    ("accounts:edit_office", None, "plan_manager", {"pk": "office"}, ""),
    ("accounts:delegate", None, "plan_manager", {}, ""),
)
