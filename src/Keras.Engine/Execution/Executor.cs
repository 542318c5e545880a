using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keras.Engine.Execution;

/// <summary>Runs bundles of steps one after the other; the tasks of a bundle in any order.</summary>
internal sealed unsafe class Executor(string plan, IReadOnlyList<IReadOnlyList<Step>> bundles)
{
    private readonly StepTimes? _times = Trace.IsOn ? new(plan, [.. bundles.Select(bundle => string.Join(" | ", bundle.Select(step => $"{step.Name} x{step.Tasks}")))]) : null;

    private readonly Step[][] _bundles = [.. bundles.Select(bundle => bundle.ToArray())];
    private readonly nint _scratch = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(64, bundles.SelectMany(bundle => bundle).Select(step => step.ScratchBytes).DefaultIfEmpty(0).Max()), 64);

    public void Run()
    {
        for (int i = 0; i < _bundles.Length; i++)
        {
            long start = _times is null ? 0 : Stopwatch.GetTimestamp();
            foreach (var step in _bundles[i])
            {
                for (int task = 0; task < step.Tasks; task++)
                {
                    step.Run(task, _scratch);
                }
            }
            _times?.Add(i, start);
        }
        _times?.EndOfRun();
    }
}
