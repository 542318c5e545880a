using System.Runtime.InteropServices;

namespace Keras.Engine.Execution;

/// <summary>Runs bundles of steps one after the other; the tasks of a bundle in any order.</summary>
internal sealed unsafe class Executor(IReadOnlyList<IReadOnlyList<Step>> bundles)
{
    private readonly Step[][] _bundles = [.. bundles.Select(bundle => bundle.ToArray())];
    private readonly nint _scratch = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(64, bundles.SelectMany(bundle => bundle).Select(step => step.ScratchBytes).DefaultIfEmpty(0).Max()), 64);

    public void Run()
    {
        foreach (var bundle in _bundles)
        {
            foreach (var step in bundle)
            {
                for (int task = 0; task < step.Tasks; task++)
                {
                    step.Run(task, _scratch);
                }
            }
        }
    }
}
