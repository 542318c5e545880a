namespace Keras.Engine.Kernels;

/// <summary>A tap of a window along one axis, and the input position that it meets at some output position.</summary>
internal readonly record struct AxisTap(int Tap, int Input);

/// <summary>Output positions <paramref name="Start"/>, Start + step, ... (<paramref name="Count"/> of them) that meet the same taps.</summary>
internal sealed record AxisRun(int Start, int Count, AxisTap[] Taps);

/// <summary>
/// Which taps meet an image along one axis, for each output position: what lies outside is not there, instead of being padded.
/// Seen from the small image (down) or from the big one (up), the description has one form.
/// </summary>
internal sealed class AxisTaps
{
    private AxisTaps(AxisTap[][] positions, int outputStep, int inputStep)
    {
        Positions = positions;
        OutputStep = outputStep;
        InputStep = inputStep;
        Runs = FindRuns();
    }

    /// <summary>The taps of each output position, by rising tap.</summary>
    public AxisTap[][] Positions { get; }

    /// <summary>From an output position of a run to the next.</summary>
    public int OutputStep { get; }

    /// <summary>How far the inputs move meanwhile.</summary>
    public int InputStep { get; }

    /// <summary>All output positions, in runs of equal taps.</summary>
    public AxisRun[] Runs { get; }

    /// <summary>Small positions as outputs, big ones as inputs.</summary>
    public static AxisTaps Down(WindowAxis axis) => new(
        [
            .. Enumerable.Range(0, axis.Small).Select(small => Enumerable.Range(0, axis.Kernel)
                .Select(tap => new AxisTap(tap, axis.Position(small, tap)))
                .Where(tap => tap.Input >= 0 && tap.Input < axis.Big).ToArray()),
        ],
        outputStep: 1,
        inputStep: axis.Stride);

    /// <summary>Big positions as outputs, small ones as inputs.</summary>
    public static AxisTaps Up(WindowAxis axis) => new(
        [
            .. Enumerable.Range(0, axis.Big).Select(big => Enumerable.Range(0, axis.Kernel)
                .Select(tap => (Tap: tap, Offset: big - axis.Position(0, tap)))
                .Where(tap => tap.Offset >= 0 && tap.Offset % axis.Stride == 0 && tap.Offset / axis.Stride < axis.Small)
                .Select(tap => new AxisTap(tap.Tap, tap.Offset / axis.Stride)).ToArray()),
        ],
        outputStep: axis.Stride,
        inputStep: 1);

    private AxisRun[] FindRuns()
    {
        List<AxisRun> runs = [];
        for (int phase = 0; phase < Math.Min(OutputStep, Positions.Length); phase++)
        {
            for (int start = phase; start < Positions.Length;)
            {
                int count = 1;
                while (start + (count * OutputStep) < Positions.Length && SameTaps(start, count))
                {
                    count++;
                }

                runs.Add(new(start, count, Positions[start]));
                start += count * OutputStep;
            }
        }

        return [.. runs];
    }

    private bool SameTaps(int start, int count)
    {
        AxisTap[] first = Positions[start], other = Positions[start + (count * OutputStep)];
        return first.Length == other.Length && first.Zip(other).All(pair => pair.Second == pair.First with { Input = pair.First.Input + (count * InputStep) });
    }
}
