"""The addresses of the money."""

from django.urls import path

from vouchers import (
    absence_work,  # noqa: F401  puts the stays near their limit on the work queue
    answer_work,  # noqa: F401  puts the payments matched by hand on the work queue
    come_back,  # noqa: F401  puts the payments that came back on the work queue
    decided,  # noqa: F401  puts the signatures under the runs in the register of approvals
    effects,  # noqa: F401  says what a fact does to the months before it is saved
    expense_work,  # noqa: F401  puts the expense reports on the work queue
    granted,  # noqa: F401  tells what is taken of the money of a call
    letter_work,  # noqa: F401  puts the letters to send on the work queue
    panel,  # noqa: F401  puts the payments on the page of a case
    printed,  # noqa: F401  finds the papers of a run by the code at their foot
    ranking_work,  # noqa: F401  puts the rankings to approve and to publish on the work queue
    unions,  # noqa: F401  says which records cannot be united
    work,  # noqa: F401  puts the runs on the work queue
)
from vouchers.views.account import account
from vouchers.views.add_budget_line import add_budget_line
from vouchers.views.add_budget_money import add_budget_money
from vouchers.views.all_expense_reports import all_expense_reports
from vouchers.views.answers import answer, answer_file, answers
from vouchers.views.approve_ranking import approve_ranking
from vouchers.views.approve_run import approve_run
from vouchers.views.award import award
from vouchers.views.award_cases import award_cases
from vouchers.views.budget import budget
from vouchers.views.change_amount import change_amount
from vouchers.views.check_run import check_run
from vouchers.views.close_run import close_run
from vouchers.views.confirm_account import confirm_account
from vouchers.views.confirm_money_rules import confirm_money_rules
from vouchers.views.decide_match import decide_match
from vouchers.views.decide_recovery import decide_recovery
from vouchers.views.differences import differences
from vouchers.views.documents import documents
from vouchers.views.drop_run import drop_run
from vouchers.views.edit_treasury_account import edit_treasury_account
from vouchers.views.end_award import end_award
from vouchers.views.end_interruption import end_interruption
from vouchers.views.expense_reports import expense_reports
from vouchers.views.export_ranking import export_ranking
from vouchers.views.file import file
from vouchers.views.forfeit import forfeit
from vouchers.views.give_up_claim import give_up_claim
from vouchers.views.interruptions import interruptions
from vouchers.views.issue_run import issue_run
from vouchers.views.lines import lines
from vouchers.views.load_staff_accounts import load_staff_accounts
from vouchers.views.lock_run import lock_run
from vouchers.views.make_statements import make_statements, statements
from vouchers.views.mark_paid import mark_paid
from vouchers.views.money_rules import money_rules
from vouchers.views.move_out import move_out
from vouchers.views.open_budget import open_budget
from vouchers.views.open_run import open_run
from vouchers.views.propose_match import propose_match
from vouchers.views.propose_money_rules import propose_money_rules
from vouchers.views.public_ranking import public_ranking, public_ranking_pdf
from vouchers.views.publish_ranking import publish_ranking
from vouchers.views.put_back import put_back
from vouchers.views.rank import rank
from vouchers.views.ranking import ranking
from vouchers.views.rankings import rankings
from vouchers.views.record_answer import record_answer
from vouchers.views.record_expenses import record_expenses
from vouchers.views.record_placement import record_placement
from vouchers.views.record_receipt import record_receipt
from vouchers.views.recoveries import recoveries
from vouchers.views.register_interruption import register_interruption
from vouchers.views.remove_staff_account import remove_staff_account
from vouchers.views.renounce import renounce
from vouchers.views.reopen_award import reopen_award
from vouchers.views.returned import returned
from vouchers.views.review_expenses import review_expenses
from vouchers.views.run import run
from vouchers.views.runs import runs
from vouchers.views.scroll_ranking import scroll_ranking
from vouchers.views.send_run import send_run
from vouchers.views.statement import statement
from vouchers.views.take_out import take_out
from vouchers.views.transfer_budget import transfer_budget
from vouchers.views.unlock_run import unlock_run

app_name = "vouchers"
_VERSION = "graduatorie/<str:prefix>/lista/<str:list_code>/<int:version>/"

urlpatterns = [
    path("pagamenti/", runs, name="runs"),
    path("pagamenti/nuovo/", open_run, name="open_run"),
    path("pagamenti/anno/<int:year>/", make_statements, name="make_statements"),
    path("pagamenti/anno/<int:year>/attestazioni/", statements, name="statements"),
    path("pratiche/<str:ref>/pagamenti/<int:year>/", statement, name="statement"),
    path("pagamenti/conto/", edit_treasury_account, name="edit_treasury_account"),
    path("uffici/conti-del-personale/", load_staff_accounts, name="load_staff_accounts"),
    path("uffici/conti-del-personale/<int:pk>/togli/", remove_staff_account, name="remove_staff_account"),
    path("pagamenti/esiti/", answers, name="answers"),
    path("pagamenti/esiti/carica/", record_answer, name="record_answer"),
    path("pagamenti/esiti/<int:pk>/", answer, name="answer"),
    path("pagamenti/esiti/<int:pk>/file/", answer_file, name="answer_file"),
    path("pagamenti/esiti/righe/<int:pk>/abbina/", propose_match, name="propose_match"),
    path("pagamenti/esiti/abbinamenti/<int:pk>/", decide_match, name="decide_match"),
    path("pagamenti/da-recuperare/", recoveries, name="recoveries"),
    path("pagamenti/tornati/", returned, name="returned"),
    path("pagamenti/file/<int:pk>/", file, name="file"),
    path("pagamenti/<str:number>/", run, name="run"),
    path("pagamenti/<str:number>/righe/", lines, name="lines"),
    path("pagamenti/<str:number>/differenze/", differences, name="differences"),
    path("pagamenti/<str:number>/documenti/", documents, name="documents"),
    path("pagamenti/<str:number>/controlla/", check_run, name="check_run"),
    path("pagamenti/<str:number>/blocca/", lock_run, name="lock_run"),
    path("pagamenti/<str:number>/annulla/", drop_run, name="drop_run"),
    path("pagamenti/<str:number>/riapri/", unlock_run, name="unlock_run"),
    path("pagamenti/<str:number>/firma/", approve_run, name="approve_run"),
    path("pagamenti/<str:number>/emetti/", issue_run, name="issue_run"),
    path("pagamenti/<str:number>/inviato/", send_run, name="send_run"),
    path("pagamenti/<str:number>/chiudi/", close_run, name="close_run"),
    path("pagamenti/<str:number>/pagato/", mark_paid, name="mark_paid"),
    path("pagamenti/<str:number>/righe/<str:ref>/togli/", take_out, name="take_out"),
    path("pagamenti/<str:number>/righe/<str:ref>/rimetti/", put_back, name="put_back"),
    path("graduatorie/", rankings, name="rankings"),
    path("graduatorie/<str:prefix>/fondi/", budget, name="budget"),
    path("graduatorie/<str:prefix>/fondi/apri/", open_budget, name="open_budget"),
    path("graduatorie/<str:prefix>/fondi/linea/", add_budget_line, name="add_budget_line"),
    path("graduatorie/<str:prefix>/fondi/sposta/", transfer_budget, name="transfer_budget"),
    path("graduatorie/<str:prefix>/fondi/<int:pk>/", add_budget_money, name="add_budget_money"),
    path("graduatorie/<str:prefix>/lista/<str:list_code>/", ranking, name="ranking"),
    path("graduatorie/<str:prefix>/lista/<str:list_code>/calcola/", rank, name="rank"),
    path(f"{_VERSION}approva/", approve_ranking, name="approve_ranking"),
    path(f"{_VERSION}scorri/", scroll_ranking, name="scroll_ranking"),
    path(f"{_VERSION}pubblica/", publish_ranking, name="publish_ranking"),
    path(f"{_VERSION}esporta/", export_ranking, name="export_ranking"),
    path(f"{_VERSION}elenco/", public_ranking, name="public_ranking"),
    path(f"{_VERSION}elenco.pdf", public_ranking_pdf, name="public_ranking_pdf"),
    path("avvisi/<str:prefix>/pagamenti/", money_rules, name="money_rules"),
    path("avvisi/<str:prefix>/pagamenti/proponi/", propose_money_rules, name="propose_money_rules"),
    path("avvisi/<str:prefix>/pagamenti/<int:pk>/", confirm_money_rules, name="confirm_money_rules"),
    path("rendiconti/", all_expense_reports, name="all_expense_reports"),
    path("sospensioni/", interruptions, name="interruptions"),
    path("assegnazioni/", award_cases, name="award_cases"),
    path("pratiche/<str:ref>/assegna/", award, name="award"),
    path("pratiche/<str:ref>/sospensioni/nuova/", register_interruption, name="register_interruption"),
    path("pratiche/<str:ref>/sospensioni/rientro/", end_interruption, name="end_interruption"),
    path("pratiche/<str:ref>/spese/", expense_reports, name="expense_reports"),
    path("pratiche/<str:ref>/spese/nuova/", record_expenses, name="record_expenses"),
    path("pratiche/<str:ref>/spese/<int:pk>/", review_expenses, name="review_expenses"),
    path("pratiche/<str:ref>/conto/conferma/", confirm_account, name="confirm_account"),
    path("pratiche/<str:ref>/pagamenti/", account, name="account"),
    path("pratiche/<str:ref>/pagamenti/recupero/", decide_recovery, name="decide_recovery"),
    path("pratiche/<str:ref>/pagamenti/reso/", record_receipt, name="record_receipt"),
    path("pratiche/<str:ref>/pagamenti/rinuncia/", give_up_claim, name="give_up_claim"),
    path("pratiche/<str:ref>/buono/importo/", change_amount, name="change_amount"),
    path("pratiche/<str:ref>/buono/altro-ambito/", move_out, name="move_out"),
    path("pratiche/<str:ref>/buono/residenza/", record_placement, name="record_placement"),
    path("pratiche/<str:ref>/buono/rinuncia/", renounce, name="renounce"),
    path("pratiche/<str:ref>/buono/decadenza/", forfeit, name="forfeit"),
    path("pratiche/<str:ref>/buono/chiudi/", end_award, name="end_award"),
    path("pratiche/<str:ref>/buono/riapri/", reopen_award, name="reopen_award"),
]
