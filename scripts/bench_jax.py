"""Makes JAX the backend of Keras, on so many threads: to be called before Keras is imported."""
import os


def use(threads):
    os.environ["KERAS_BACKEND"] = "jax"
    if threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    elif hasattr(os, "sched_setaffinity"):
        # XLA makes as many threads as there are processors to run on.
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
