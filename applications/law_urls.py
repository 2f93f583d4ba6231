"""The addresses of calls and rules: read by everybody, written by one and published by a second person."""

from django.urls import path

from applications.views.calls import call, calls
from applications.views.change_call_rules import change_call_rules
from applications.views.clone_call import clone_call
from applications.views.compare_rule_sets import compare_rule_draft, compare_rule_sets
from applications.views.confirm_addition import confirm_addition
from applications.views.create_rule_draft import create_rule_draft
from applications.views.discard_rule_draft import discard_rule_draft
from applications.views.drop_addition import drop_addition
from applications.views.edit_assessment_terms import edit_assessment_terms
from applications.views.edit_call import edit_call
from applications.views.edit_plan_terms import edit_plan_terms
from applications.views.edit_rule_draft import edit_rule_draft
from applications.views.extend_call import extend_call
from applications.views.publish_call import publish_call
from applications.views.publish_rule_set import publish_rule_set
from applications.views.return_rule_draft import return_rule_draft
from applications.views.rule_draft import rule_draft, rule_draft_toml
from applications.views.rules import rule_set, rule_set_toml, rules
from applications.views.simulate_rules import simulate_rules
from applications.views.simulation import simulation
from applications.views.simulation_file import simulation_file
from applications.views.submit_call import submit_call
from applications.views.submit_rule_draft import submit_rule_draft

urlpatterns = [
    path("avvisi/", calls, name="calls"),
    path("avvisi/<str:prefix>/", call, name="call"),
    path("regole/", rules, name="rules"),
    path("regole/simula/", simulate_rules, name="simulate_rules"),
    path("regole/simulazioni/<int:pk>/", simulation, name="simulation"),
    path("regole/simulazioni/<int:pk>/scarica/", simulation_file, name="simulation_file"),
    path("avvisi/<str:prefix>/valutazione/", edit_assessment_terms, name="edit_assessment_terms"),
    path("avvisi/<str:prefix>/piani/", edit_plan_terms, name="edit_plan_terms"),
    path("avvisi/<str:prefix>/duplica/", clone_call, name="clone_call"),
    path("avvisi/<str:prefix>/modifica/", edit_call, name="edit_call"),
    path("avvisi/<str:prefix>/invia/", submit_call, name="submit_call"),
    path("avvisi/<str:prefix>/pubblica/", publish_call, name="publish_call"),
    path("avvisi/<str:prefix>/proroga/", extend_call, name="extend_call"),
    path("avvisi/<str:prefix>/regole/", change_call_rules, name="change_call_rules"),
    path("avvisi/<str:prefix>/aggiunte/<int:pk>/", confirm_addition, name="confirm_addition"),
    path("avvisi/<str:prefix>/aggiunte/<int:pk>/scarta/", drop_addition, name="drop_addition"),
    path("regole/bozze/nuova/", create_rule_draft, name="create_rule_draft"),
    path("regole/bozze/<int:pk>/", rule_draft, name="rule_draft"),
    path("regole/bozze/<int:pk>/toml/", rule_draft_toml, name="rule_draft_toml"),
    path("regole/bozze/<int:pk>/modifica/", edit_rule_draft, name="edit_rule_draft"),
    path("regole/bozze/<int:pk>/confronta/", compare_rule_draft, name="compare_rule_draft"),
    path("regole/bozze/<int:pk>/invia/", submit_rule_draft, name="submit_rule_draft"),
    path("regole/bozze/<int:pk>/rimanda/", return_rule_draft, name="return_rule_draft"),
    path("regole/bozze/<int:pk>/scarta/", discard_rule_draft, name="discard_rule_draft"),
    path("regole/bozze/<int:pk>/pubblica/", publish_rule_set, name="publish_rule_set"),
    path("regole/confronta/<str:old8>/<str:new8>/", compare_rule_sets, name="compare_rule_sets"),
    path("regole/<str:name>/<str:sha8>/", rule_set, name="rule_set"),
    path("regole/<str:name>/<str:sha8>/toml/", rule_set_toml, name="rule_set_toml"),
]
