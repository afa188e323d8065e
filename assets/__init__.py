"""The Dagster side of Yusuan: assets by layer, their checks, the job and its schedule.

What belongs here: names, dependencies, metadata, checks, configuration. What stays out: anything that reads, interprets
or writes data; that is `pipeline/`, which does not know Dagster. One run works through a whole batch of files, never a
step per document. `assets.definitions` is what `workspace.yaml` loads; `assets.run` runs the same in process.
"""
