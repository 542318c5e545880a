"""What C# needs in Python beside the C API."""
import ctypes
import os
import sys
import traceback


class DotNetError(Exception):
    """An exception of C# on its way through Python; `travelling` holds it."""

    def __init__(self, travelling, message):
        super().__init__(message)
        self.travelling = travelling


def describe(error):
    """Type, message, traceback and the last frame of an exception."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<frozen importlib")]
    last = f"{frames[-1].filename}:{frames[-1].lineno}, in {frames[-1].name}" if frames else ""
    return name, str(error), "".join(traceback.format_exception(error)), last, error.travelling if isinstance(error, DotNetError) else None


def share(address, size, dtype, shape, strides, offset, owner):
    """An array over memory that `owner` keeps."""
    import numpy
    if size == 0:
        return numpy.empty(shape, dtype)
    memory = (ctypes.c_byte * size).from_address(address)
    memory.owner = owner
    return numpy.ndarray(shape, dtype, memory, offset, strides)


def readable(value):
    """An array of a dtype that C# knows, row-major in one piece, and its dtype and shape."""
    import numpy
    array = numpy.asarray(value)
    if array.dtype.name not in ("float32", "float64", "int32", "int64", "uint8", "bool"):
        kind = array.dtype.kind
        if array.dtype.name in ("float16", "bfloat16"):
            array = array.astype("float32")
        elif kind in "iu":
            if array.dtype.itemsize == 8 and array.size and array.max() > 2**63 - 1:
                raise OverflowError(f"an array with {array.max()} does not fit int64; convert it first, as by astype('float64')")
            array = array.astype("int64")
        else:
            raise TypeError(f"an array of dtype {array.dtype} has no counterpart in C#; convert it first, as by astype('float64')")
    array = numpy.require(array, array.dtype.newbyteorder("="), "C")
    return array, array.dtype.name, array.shape


# What is printed is seen at once, between what C# prints; a process may have nowhere to print to.
for name in ("stdout", "stderr"):
    stream = getattr(sys, name)
    if stream is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
    elif hasattr(stream, "reconfigure"):
        stream.reconfigure(write_through=True, line_buffering=True)
