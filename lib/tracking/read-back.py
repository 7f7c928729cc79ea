"""Prints, as JSON, what MLflow's own client reads from a server: python read-back.py TRACKING_URI '[["FILTER", ["ORDER BY", ...]], ...]'."""

import json
import sys

import mlflow
from mlflow.tracking import MlflowClient

uri, searches = sys.argv[1:]
mlflow.set_tracking_uri(uri)
client = MlflowClient()
experiment = client.get_experiment_by_name("tellback")


def plain(run):
    tags = {key: value for key, value in run.data.tags.items() if not key.startswith("mlflow.")}
    return {"status": run.info.status, "start_time": run.info.start_time, "end_time": run.info.end_time, "name": run.info.run_name, "metrics": run.data.metrics, "params": run.data.params, "tags": tags}


def read(query, order, experiment=experiment):
    runs, token = [], None
    while True:
        page = client.search_runs([experiment.experiment_id], query, order_by=order or ["attributes.start_time DESC"], max_results=5, page_token=token)
        runs.extend(page)
        token = page.token
        if not token:
            break
    first = runs[0] if runs else None
    return {
        "runs": [plain(run) for run in runs],
        "same_run": first is None or plain(client.get_run(first.info.run_id)) == plain(first),
        "history": [] if first is None else [[metric.key, metric.value] for metric in client.get_metric_history(first.info.run_id, next(iter(first.data.metrics), "none"))],
        "frame_rows": len(mlflow.search_runs(experiment_names=[experiment.name], filter_string=query)),
    }


def version(found):
    run = client.get_run(found.run_id)
    return {"name": found.name, "version": str(found.version), "tags": found.tags, "status": found.status, "trained_by": run.data.tags["tellback_id"]}


def model(found):
    return {"name": found.name, "aliases": {alias: str(number) for alias, number in found.aliases.items()}, "latest": [str(one.version) for one in found.latest_versions]}


training = client.get_experiment_by_name("tellback-training")

print(json.dumps({
    "experiment": experiment.name,
    "experiments": sorted(found.name for found in client.search_experiments() if found.name.startswith("tellback")),
    "models": [model(found) for found in client.search_registered_models(order_by=["name ASC"])],
    "versions": [version(found) for found in client.search_model_versions("name LIKE 'tellback-%'", order_by=["version_number ASC"])],
    "named": [str(found.version) for found in client.search_model_versions("name = 'tellback-ranker' AND tags.tellback_version = 'ranker-2'")],
    "trainings": [read(query, order, training) for query, order in [["", []], ["params.model = 'ranker' AND metrics.`comparison.heldOut` > 100", ["metrics.`comparison.heldOut` ASC"]], ["tags.error LIKE '%disk%'", []]]],
    "searches": [read(query, order) for query, order in json.loads(searches)],
}))
