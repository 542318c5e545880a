"""Keras's distribution over the processes of a cluster: every process runs the same program on the same data, and computes its share of each batch."""
import contextlib

import keras
import numpy


def data_parallel(devices):
    """Keras's DataParallel. Keras itself cuts only tf.data among processes, and takes all else as cut already: that is done here."""
    keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices, auto_shard_dataset=False))


def common_seed(seed):
    """The first process's seed, in every process."""
    from jax.experimental import multihost_utils
    return int(multihost_utils.broadcast_one_to_all(numpy.int32(seed)))


def share():
    """This process's share of each batch; None where one process computes all of it."""
    distribution = keras.distribution.distribution()
    if not isinstance(distribution, keras.distribution.DataParallel) or isinstance(distribution, Everywhere):
        return None
    import jax
    owners = [device.process_index for device in distribution.device_mesh.backend_mesh.devices.flat]
    if len(set(owners)) < 2:
        return None
    if jax.process_index() not in owners:
        raise ValueError(f"none of the devices of the distribution belongs to process {jax.process_index()}")
    return Share(owners, jax.process_index())


class Share:
    def __init__(self, owners, process):
        self.devices, self.processes = len(owners), len(set(owners))
        self.first, self.count = sum(owner < process for owner in owners), owners.count(process)

    def rows(self, samples):
        """The rows of a batch of so many samples."""
        if samples % self.devices:
            raise ValueError(f"a batch of {samples} samples cannot be cut evenly among {self.devices} devices of {self.processes} processes; choose batch size and number of samples so that every batch, the last one too, is a multiple of {self.devices}")
        return slice(samples // self.devices * self.first, samples // self.devices * (self.first + self.count))

    def of(self, batch):
        """This process's part of arrays."""
        return take(batch, self.rows(samples_of(batch)))

    def data(self, x, y=None, sample_weight=None, batch_size=None, shuffle=False):
        """The same data as Keras's fit takes them, with this process's part of each batch alone."""
        if hasattr(x, "num_batches"):
            x.cut = self.of
            # A first batch that cannot be cut is an error before the first step.
            x[0]
            return x, None, None
        if hasattr(x, "__next__"):
            return (self.of(batch) for batch in x), None, None
        return Batches(self, (x, y, sample_weight), batch_size or 32, shuffle), None, None


def take(batch, rows):
    return keras.tree.map_structure(lambda array: None if array is None else array[rows], batch, none_is_leaf=True)


def samples_of(batch):
    return len(next(array for array in keras.tree.flatten(batch) if array is not None))


class Batches(keras.utils.PyDataset):
    """Batches of arrays, in the orders that Keras would draw."""

    def __init__(self, share, arrays, batch_size, shuffle):
        super().__init__()
        self.share, self.arrays, self.batch_size, self.shuffle = share, arrays, batch_size, shuffle
        self.samples, self.order = samples_of(arrays), None
        # Said before training, not at the end of its first epoch.
        for samples in {min(batch_size, self.samples), self.samples % batch_size}:
            share.rows(samples)

    def __len__(self):
        return -(-self.samples // self.batch_size)

    def __getitem__(self, index):
        if index == 0:
            self.order = numpy.random.permutation(self.samples) if self.shuffle else numpy.arange(self.samples)
        rows = self.order[index * self.batch_size:(index + 1) * self.batch_size]
        return without_missing(take(self.arrays, rows[self.share.rows(len(rows))]))


def without_missing(batch):
    """A batch as Keras distributes it: without the parts that are not there."""
    while len(batch) > 1 and batch[-1] is None:
        batch = batch[:-1]
    return tuple(batch)


class Everywhere(keras.distribution.DataParallel):
    """Every device computes all of each batch."""

    def get_data_layout(self, data_shape):
        return keras.distribution.TensorLayout([None] * len(data_shape), self.device_mesh)


@contextlib.contextmanager
def everywhere():
    """Within it every process computes whole batches: Keras cannot gather what several have predicted."""
    if share() is None:
        yield
        return
    distribution = keras.distribution.distribution()
    keras.distribution.set_distribution(Everywhere(device_mesh=distribution.device_mesh, auto_shard_dataset=False))
    try:
        yield
    finally:
        keras.distribution.set_distribution(distribution)
