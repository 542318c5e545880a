using System.Globalization;

namespace Examples.Shared;

/// <summary>Whether a run reached its aim.</summary>
internal static class LossCheck
{
    /// <summary>A single run may miss the range of several by this factor.</summary>
    private const double Slack = 1.15;

    /// <summary>Throws when the loss is not finite, did not fall, or is not near what the original reaches, where that is known.</summary>
    public static void Expect(double untrained, IReadOnlyList<double> losses, double? reached)
    {
        double last = losses[^1];
        if (!losses.All(double.IsFinite))
        {
            throw new ExampleFailedException($"The loss is not finite: {Text(last)} after {losses.Count} epoch(s).");
        }
        if (!(last < untrained))
        {
            throw new ExampleFailedException($"The loss did not fall: {Text(untrained)} before training, {Text(last)} after {losses.Count} epoch(s).");
        }
        if (reached is { } upper && last > Slack * upper)
        {
            throw new ExampleFailedException($"The loss after {losses.Count} epochs is {Text(last)}; expected {Text(Slack * upper)} or less, as the original reaches {Text(upper)}. Another --seed may do better.");
        }
    }

    private static string Text(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);
}
