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


def read(query, order):
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
        "history": [] if first is None else [[metric.key, metric.value] for metric in client.get_metric_history(first.info.run_id, "confidence_score")],
        "frame_rows": len(mlflow.search_runs(experiment_names=["tellback"], filter_string=query)),
    }


print(json.dumps({
    "experiment": experiment.name,
    "experiments": sorted(found.name for found in client.search_experiments() if found.name.startswith("tellback")),
    "models": [model.name for model in client.search_registered_models()],
    "versions": [version.name for version in client.search_model_versions("name = 'none'")],
    "searches": [read(query, order) for query, order in json.loads(searches)],
}))
