using Keras.Plotting;
using NumSharp;

namespace Examples.Shared;

/// <summary>What a run of an example is given, and what it must reach.</summary>
public sealed class ExampleRun
{
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
    /// Checks what was reached: on the whole of MNIST after the original's number of epochs the loss that it reaches, else that
    /// the loss fell.
    /// </summary>
    /// <param name="untrained">The loss before training.</param>
    /// <param name="losses">The mean loss of each epoch.</param>
    /// <param name="reached">The upper end of what the original reaches after all epochs, over several seeds.</param>
    /// <exception cref="ExampleFailedException">The loss is not that good.</exception>
    public void ExpectLoss(double untrained, IReadOnlyList<double> losses, double reached) =>
        LossCheck.Expect(untrained, losses, _isWholeMnist && Epochs == _options.DefaultEpochs ? reached : null);
}
