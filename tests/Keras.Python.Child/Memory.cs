using System.Diagnostics;

namespace Keras.Python.Child;

/// <summary>What the process holds when all that can be given back has been.</summary>
/// <param name="Blocks">Python's blocks of memory.</param>
/// <param name="References">References to an object that only one variable should hold.</param>
/// <param name="Bytes">The process's own memory.</param>
internal sealed record Memory(long Blocks, long References, long Bytes)
{
    public static Memory Measure(PyObject shared)
    {
        using var sys = Py.Import("sys");
        using var gc = Py.Import("gc");
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            gc.CallMember("collect").Dispose();
        }
        using var references = sys.CallMember("getrefcount", shared);
        using var blocks = sys.CallMember("getallocatedblocks");
        using var process = Process.GetCurrentProcess();
        return new(blocks.ToInt64(), references.ToInt64(), process.WorkingSet64);
    }
}
