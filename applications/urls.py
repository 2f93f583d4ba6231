"""The addresses of a case. Italian words, because people read them aloud on the telephone."""

from django.urls import path

from applications import law_urls
from applications.views.add_inps_report import add_inps_report
from applications.views.add_memo import add_memo, finish_memo
from applications.views.add_note import add_note
from applications.views.add_plan_signature import add_plan_signature
from applications.views.answer_disagreement import answer_disagreement
from applications.views.answer_observations import answer_observations
from applications.views.answer_office import answer_office
from applications.views.approval import approval, decided
from applications.views.approvals import approvals
from applications.views.approve_plan import approve_plan
from applications.views.approve_plans import approve_plans
from applications.views.ask_office import ask_office
from applications.views.assessment_scores import assessment_scores
from applications.views.assign import assign
from applications.views.attach import attach
from applications.views.autosave import autosave
from applications.views.case import case
from applications.views.case_list import case_list
from applications.views.change_caregiver import change_caregiver
from applications.views.change_carer import change_carer
from applications.views.change_isee import change_isee
from applications.views.check_letter import check_letter
from applications.views.check_measure import check_measure
from applications.views.choose_letters import choose_letters
from applications.views.choose_notifications import choose_notifications
from applications.views.choose_print import choose_print
from applications.views.create import create
from applications.views.decide_appeal import decide_appeal
from applications.views.decode_tax_code import decode_tax_code
from applications.views.disagree_assessment import disagree_assessment
from applications.views.divide_people import divide_people
from applications.views.document import document
from applications.views.draw_sample import draw_sample, sample
from applications.views.duplicates import duplicates
from applications.views.edit_inps_report import edit_inps_report
from applications.views.edit_letter_text import edit_letter_text
from applications.views.eligibility_panel import eligibility_panel
from applications.views.evidence import evidence
from applications.views.explanation import explanation, explanation_pdf
from applications.views.export import export, export_now, export_ready
from applications.views.imports import import_batch, import_example, import_report, imports
from applications.views.letter_texts import letter_text, letter_texts_page, preview_letter_text
from applications.views.notifications import notifications
from applications.views.notify_refusal import notify_refusal
from applications.views.plan_pdf import plan_pdf
from applications.views.plan_totals import plan_totals
from applications.views.plan_version import compare_plans, plan_version
from applications.views.preview import preview, preview_page
from applications.views.print_case_file import case_file, print_case_file
from applications.views.publish_letter_text import publish_letter_text
from applications.views.read_notifications import read_notifications
from applications.views.recalculate import recalculate
from applications.views.receive_documents import receive_documents
from applications.views.record_appeal import record_appeal
from applications.views.record_control import record_control
from applications.views.record_death import record_death
from applications.views.record_delivery import record_delivery
from applications.views.record_observations import record_observations
from applications.views.reject import reject
from applications.views.remind import remind, undo_reminder
from applications.views.remind_asst import remind_asst
from applications.views.remind_documents import remind_documents
from applications.views.remove_proof import remove_proof
from applications.views.reopen import reopen
from applications.views.request_documents import request_documents
from applications.views.return_plan import return_plan
from applications.views.reuse_assessment import reuse_assessment
from applications.views.review_plan import review_plan
from applications.views.save_view import delete_view, save_view
from applications.views.search import search
from applications.views.send_letter import letters, send_letter
from applications.views.send_to_asst import send_to_asst
from applications.views.set_aside_letter import set_aside_letter
from applications.views.set_aside_returned import set_aside_returned
from applications.views.sign_assessment import sign_assessment
from applications.views.sign_plan import sign_plan
from applications.views.start_assessment import start_assessment
from applications.views.step import edit, step
from applications.views.submit import submit
from applications.views.submit_plan import submit_plan
from applications.views.take_back_death import take_back_death
from applications.views.tell_apart import tell_apart
from applications.views.timeline import timeline
from applications.views.transfer import transfer
from applications.views.transfer_sheet import transfer_pdf, transfer_sheet
from applications.views.transfers import transfers
from applications.views.unite_people import unite_people
from applications.views.verify_evidence import verify_evidence
from applications.views.visit_sheet import visit_sheet
from applications.views.withdraw import withdraw
from applications.views.withdraw_notice import withdraw_notice
from applications.views.work import work
from applications.views.write_assessment import write_assessment
from applications.views.write_plan import write_plan
from applications.views.write_profile import write_profile
from applications.views.write_to_families import family_letters, write_to_families

app_name = "applications"

# many cases at once; before the addresses of one case, which would take these words for its number
urlpatterns = [
    path("verifica/", check_letter, name="check_letter"),
    path("cerca/", search, name="search"),
    path("pratiche/assegna/", assign, name="assign"),
    path("pratiche/scrivi/", write_to_families, name="write_to_families"),
    path("pratiche/lettere/<int:pk>/", family_letters, name="family_letters"),
    path("pratiche/esporta/", export, name="export"),
    path("pratiche/esporta.xlsx", export_now, {"form": "xlsx"}, name="export_xlsx"),
    path("pratiche/esporta.csv", export_now, {"form": "csv"}, name="export_csv"),
    path("pratiche/esporta/<int:pk>/", export_ready, name="export_ready"),
    path("pratiche/viste/", save_view, name="save_view"),
    path("pratiche/viste/<int:pk>/togli/", delete_view, name="delete_view"),
]

# the intake
urlpatterns += [
    path("domande/nuova/", create, name="create"),
    path("domande/codice-fiscale/", decode_tax_code, name="decode_tax_code"),
    path("domande/chiedi-passaggio/", ask_office, name="ask_office"),
    path("domande/<str:ref>/", edit, name="edit"),
    path("domande/<str:ref>/diritto/", eligibility_panel, name="eligibility_panel"),
    path("domande/<str:ref>/<str:step>/", step, name="step"),
    path("domande/<str:ref>/<str:step>/bozza/", autosave, name="autosave"),
    path("pratiche/<str:ref>/invia/", submit, name="submit"),
    path("pratiche/<str:ref>/richieste/<int:pk>/", answer_office, name="answer_office"),
    path("pratiche/<str:ref>/chiedi-documenti/", request_documents, name="request_documents"),
    path("pratiche/<str:ref>/documenti-arrivati/", receive_documents, name="receive_documents"),
    path("pratiche/<str:ref>/sollecita-documenti/", remind_documents, name="remind_documents"),
    path("pratiche/<str:ref>/prove/", evidence, name="evidence"),
    path("pratiche/<str:ref>/prove/inps/", add_inps_report, name="add_inps_report"),
    path("pratiche/<str:ref>/prove/misure/", check_measure, name="check_measure"),
    path("pratiche/<str:ref>/prove/inps/<int:pk>/modifica/", edit_inps_report, name="edit_inps_report"),
    path("pratiche/<str:ref>/prove/<str:proof>/<int:pk>/togli/", remove_proof, name="remove_proof"),
    path("pratiche/<str:ref>/prove/<str:kind>/<int:pk>/", verify_evidence, name="verify_evidence"),
    path("pratiche/<str:ref>/ritira/", withdraw, name="withdraw"),
    path("pratiche/<str:ref>/documenti/carica/", attach, name="attach"),
    path("pratiche/<str:ref>/documenti/<int:pk>/", document, name="document"),
    path("pratiche/<str:ref>/documenti/<int:pk>/anteprima/", preview, name="preview"),
    path("pratiche/<str:ref>/documenti/<int:pk>/pagine/<int:page>/", preview_page, name="preview_page"),
    path("pratiche/<str:ref>/fascicolo/", print_case_file, name="print_case_file"),
    path("pratiche/<str:ref>/fascicolo/<int:pk>/", case_file, name="case_file"),
]

# the office's day
urlpatterns += [
    path("controlli/", draw_sample, name="draw_sample"),
    path("controlli/<int:pk>/", sample, name="sample"),
    path("pratiche/<str:ref>/controlli/<int:pk>/", record_control, name="record_control"),
    path("lavoro/", work, name="work"),
    path("pratiche/", case_list, name="list"),
    path("pratiche/<str:ref>/", case, name="case"),
    path("pratiche/<str:ref>/importo/", explanation, name="explanation"),
    path("pratiche/<str:ref>/importo/prova/", recalculate, name="recalculate"),
    path("pratiche/<str:ref>/importo/pdf/", explanation_pdf, name="explanation_pdf"),
    path("pratiche/<str:ref>/importo/<str:code>/", explanation, name="explanation"),
    path("pratiche/<str:ref>/importo/<str:code>/pdf/", explanation_pdf, name="explanation_pdf"),
    path("pratiche/<str:ref>/nota/", add_note, name="add_note"),
    path("importazioni/", imports, name="imports"),
    path("importazioni/esempio/", import_example, name="import_example"),
    path("importazioni/<int:pk>/", import_batch, name="import_batch"),
    path("importazioni/<int:pk>/esito/", import_report, name="import_report"),
    path("pratiche/<str:ref>/sollecita/", remind, name="remind"),
    path("pratiche/<str:ref>/promemoria/", add_memo, name="add_memo"),
    path("pratiche/<str:ref>/promemoria/<int:pk>/fatto/", finish_memo, name="finish_memo"),
    path("pratiche/<str:ref>/sollecita/<int:pk>/annulla/", undo_reminder, name="undo_reminder"),
]

# assessment, plan, decision
urlpatterns += [
    path("approvazioni/", approvals, name="approvals"),
    path("approvazioni/insieme/", approve_plans, name="approve_plans"),
    path("approvazioni/decise/", decided, name="decided"),
    path("approvazioni/<str:what>/<int:pk>/", approval, name="approval"),
    path("pratiche/<str:ref>/valutazione/", write_assessment, name="write_assessment"),
    path("pratiche/<str:ref>/valutazione/firma/", sign_assessment, name="sign_assessment"),
    path("pratiche/<str:ref>/valutazione/invia-asst/", send_to_asst, name="send_to_asst"),
    path("pratiche/<str:ref>/valutazione/punteggi/", assessment_scores, name="assessment_scores"),
    path("pratiche/<str:ref>/valutazione/nuova/", start_assessment, name="start_assessment"),
    path("pratiche/<str:ref>/valutazione/riusa/", reuse_assessment, name="reuse_assessment"),
    path("pratiche/<str:ref>/valutazione/sollecita/", remind_asst, name="remind_asst"),
    path("pratiche/<str:ref>/valutazione/disaccordo/", disagree_assessment, name="disagree_assessment"),
    path("pratiche/<str:ref>/valutazione/risposta/", answer_disagreement, name="answer_disagreement"),
    path("pratiche/<str:ref>/valutazione/foglio-visita/", visit_sheet, name="visit_sheet"),
    path("pratiche/<str:ref>/valutazione/profilo-inps/", write_profile, name="write_profile"),
    path("pratiche/<str:ref>/piano/", write_plan, name="write_plan"),
    path("pratiche/<str:ref>/piano/totali/", plan_totals, name="plan_totals"),
    path("pratiche/<str:ref>/piano/v<int:version>/", plan_version, name="plan_version"),
    path("pratiche/<str:ref>/piano/v<int:version>/pdf/", plan_pdf, name="plan_pdf"),
    path("pratiche/<str:ref>/piano/confronta/<int:old>/<int:new>/", compare_plans, name="compare_plans"),
    path("pratiche/<str:ref>/piano/firma/", sign_plan, name="sign_plan"),
    path("pratiche/<str:ref>/piano/firma/carta/", add_plan_signature, name="add_plan_signature"),
    path("pratiche/<str:ref>/piano/verifica/", review_plan, name="review_plan"),
    path("pratiche/<str:ref>/piano/invia/", submit_plan, name="submit_plan"),
    path("pratiche/<str:ref>/piano/approva/", approve_plan, name="approve_plan"),
    path("pratiche/<str:ref>/piano/rimanda/", return_plan, name="return_plan"),
    path("pratiche/<str:ref>/respingi/", reject, name="reject"),
    path("pratiche/<str:ref>/riapri/", reopen, name="reopen"),
]

# what happened, what changed, who looked
urlpatterns += [
    path("pratiche/<str:ref>/cronologia/", timeline, name="timeline"),
    path("notifiche/", notifications, name="notifications"),
    path("notifiche/lette/", read_notifications, name="read_notifications"),
    path("notifiche/scelte/", choose_notifications, name="choose_notifications"),
]

urlpatterns += law_urls.urlpatterns

# the life of a case
urlpatterns += [
    path("passaggi/", transfers, name="transfers"),
    path("pratiche/<str:ref>/passaggio/", transfer, name="transfer"),
    path("pratiche/<str:ref>/passaggio/<int:pk>/", transfer_sheet, name="transfer_sheet"),
    path("pratiche/<str:ref>/passaggio/<int:pk>/scheda.pdf", transfer_pdf, name="transfer_pdf"),
    path("pratiche/<str:ref>/caregiver/cambia/", change_caregiver, name="change_caregiver"),
    path("pratiche/<str:ref>/assistente/cambia/", change_carer, name="change_carer"),
    path("pratiche/<str:ref>/isee/cambia/", change_isee, name="change_isee"),
    path("pratiche/<str:ref>/riesame/", record_appeal, name="record_appeal"),
    path("pratiche/<str:ref>/riesame/decidi/", decide_appeal, name="decide_appeal"),
    path("pratiche/<str:ref>/decesso/", record_death, name="record_death"),
    path("pratiche/<str:ref>/decesso/annulla/", take_back_death, name="take_back_death"),
    path("doppioni/", duplicates, name="duplicates"),
    path("doppioni/<int:first>/<int:second>/", unite_people, name="unite_people"),
    path("doppioni/<int:first>/<int:second>/due-persone/", tell_apart, name="tell_apart"),
    path("doppioni/unioni/<int:pk>/separa/", divide_people, name="divide_people"),
]

# what leaves for the family
urlpatterns += [
    path("pratiche/<str:ref>/preavviso/", notify_refusal, name="notify_refusal"),
    path("pratiche/<str:ref>/preavviso/osservazioni/", record_observations, name="record_observations"),
    path("pratiche/<str:ref>/preavviso/risposte/", answer_observations, name="answer_observations"),
    path("pratiche/<str:ref>/preavviso/ritira/", withdraw_notice, name="withdraw_notice"),
    path("pratiche/<str:ref>/lettere/", letters, name="letters"),
    path("pratiche/<str:ref>/lettere/<str:letter>/", send_letter, name="send_letter"),
    path("pratiche/<str:ref>/lettere/<str:letter>/non-serve/", set_aside_letter, name="set_aside_letter"),
    path("pratiche/<str:ref>/caratteri/", choose_print, name="choose_print"),
    path("pratiche/<str:ref>/documenti/<int:pk>/consegna/", record_delivery, name="record_delivery"),
    path(
        "pratiche/<str:ref>/documenti/<int:pk>/consegna/non-serve/",
        set_aside_returned,
        name="set_aside_returned",
    ),
    path("lettere/", letter_texts_page, name="letter_texts"),
    path("lettere/scelta/", choose_letters, name="choose_letters"),
    path("lettere/<str:letter>/", letter_text, name="letter_text"),
    path("lettere/<str:letter>/modifica/", edit_letter_text, name="edit_letter_text"),
    path("lettere/<str:letter>/pubblica/", publish_letter_text, name="publish_letter_text"),
    path("lettere/<str:letter>/anteprima/", preview_letter_text, name="preview_letter_text"),
]
