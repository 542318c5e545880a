using System.Globalization;
using Keras.Plotting;
using NumSharp;

namespace Examples.Shared;

/// <summary>What a run of an example is given, and what it must reach.</summary>
public sealed class ExampleRun
{
    /// <summary>A single run may miss the range of several by this factor.</summary>
    private const double Slack = 1.15;

    private readonly ExampleOptions _options;
    private bool _isWholeMnist;

    internal ExampleRun(ExampleOptions options, CancellationToken cancellation)
    {
        _options = options;
        Cancellation = cancellation;
    }

    /// <summary>How many epochs to train.</summary>
    public int Epochs => _options.Epochs;

    /// <summary>Ends the training after Ctrl+C.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The images and labels that the options name.</summary>
    public ((NDArray X, NDArray Y) Train, (NDArray X, NDArray Y) Test) LoadData()
    {
        (var data, _isWholeMnist) = ExampleData.Load(_options, Cancellation);
        return data;
    }

    /// <summary>Saves a picture in the output folder and prints its path.</summary>
    public void Save(Figure figure, string name)
    {
        string path = Path.Combine(_options.Out, name);
        figure.SaveFig(path);
        Console.WriteLine($"Saved {path}");
    }

    /// <summary>Saves the curves of the losses over the epochs.</summary>
    public void SaveLossCurve(params ReadOnlySpan<(string Label, IReadOnlyList<double> Losses)> curves)
    {
        var figure = new Figure();
        foreach (var (label, losses) in curves)
        {
            figure.Plot([.. Enumerable.Range(1, losses.Count)], losses, label: label);
        }
        figure.XLabel("epoch");
        figure.YLabel("loss");
        figure.Legend();
        figure.Grid();
        Save(figure, "loss.png");
    }

    /// <summary>
    /// Checks what was reached: on the whole of MNIST after the document's epochs the loss that the original reaches, else that
    /// the loss fell.
    /// </summary>
    /// <param name="untrained">The loss before training.</param>
    /// <param name="losses">The mean loss of each epoch.</param>
    /// <param name="reached">The upper end of what the original reaches after all epochs, over several seeds.</param>
    /// <exception cref="ExampleFailedException">The loss is not that good.</exception>
    public void ExpectLoss(double untrained, IReadOnlyList<double> losses, double reached)
    {
        double last = losses[^1];
        if (!losses.All(double.IsFinite))
        {
            throw new ExampleFailedException($"The loss is not finite: {Text(last)} after {losses.Count} epoch(s).");
        }
        if (last >= untrained)
        {
            throw new ExampleFailedException($"The loss did not fall: {Text(untrained)} before training, {Text(last)} after {losses.Count} epoch(s).");
        }
        if (_isWholeMnist && Epochs == _options.DefaultEpochs && last > Slack * reached)
        {
            throw new ExampleFailedException($"The loss after {Epochs} epochs is {Text(last)}; expected {Text(Slack * reached)} or less, as the original reaches {Text(reached)}. Another --seed may do better.");
        }
    }

    private static string Text(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);
}
