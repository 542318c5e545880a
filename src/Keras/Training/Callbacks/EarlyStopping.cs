using Keras.Training;

namespace Keras.Callbacks;

/// <summary>Ends training when a value has stopped improving.</summary>
/// <remarks>
/// After each epoch the value is compared with the best one so far: it improved when it is lower (or higher) by more than <c>minDelta</c>. After
/// <c>patience</c> epochs without improvement training ends, not before the second epoch. Source: <see href="https://keras.io/api/callbacks/early_stopping/"/>.
/// </remarks>
/// <example><code>model.Fit(x, x, epochs: 100, validationSplit: 0.1, callbacks: [new EarlyStopping(patience: 3, restoreBestWeights: true)]);</code></example>
public sealed class EarlyStopping : Callback
{
    private readonly string _monitor;
    private readonly double _minDelta;
    private readonly int _patience;
    private readonly bool _verbose;
    private readonly string _mode;
    private readonly double? _baseline;
    private readonly bool _restoreBestWeights;
    private readonly int _startFromEpoch;
    private bool? _increases;
    private int _wait;
    private double? _best;
    private WeightsSnapshot? _bestWeights;

    /// <summary>Ends training when a value has stopped improving.</summary>
    /// <param name="monitor">The name of the value in the epoch's logs.</param>
    /// <param name="minDelta">A smaller change is no improvement; its sign does not matter.</param>
    /// <param name="patience">Epochs without improvement to wait for.</param>
    /// <param name="verbose">1 prints a line when training is ended and when weights are restored, 0 nothing.</param>
    /// <param name="mode">"min": lower is better; "max": higher is; "auto": by the metric of that name.</param>
    /// <param name="baseline">A value that must be beaten for the waiting to begin anew.</param>
    /// <param name="restoreBestWeights">At the end give the model the weights of the best epoch.</param>
    /// <param name="startFromEpoch">Epochs to pass over before looking.</param>
    /// <exception cref="ArgumentException">mode is none of the three, verbose neither 0 nor 1, or patience or startFromEpoch negative.</exception>
    public EarlyStopping(string monitor = "val_loss", double minDelta = 0, int patience = 0, int verbose = 0, string mode = "auto", double? baseline = null, bool restoreBestWeights = false, int startFromEpoch = 0)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _monitor = monitor;
        _minDelta = Math.Abs(minDelta);
        _patience = patience >= 0 ? patience : throw new ArgumentException($"EarlyStopping: expected a patience of 0 or more epochs, received {patience}.", nameof(patience));
        _verbose = verbose is 0 or 1 ? verbose == 1 : throw new ArgumentException($"EarlyStopping: expected verbose 0 or 1, received {verbose}.", nameof(verbose));
        _mode = mode is "auto" or "min" or "max" ? mode : throw new ArgumentException($"EarlyStopping: expected mode \"auto\", \"min\" or \"max\", received \"{mode}\".", nameof(mode));
        _baseline = baseline;
        _restoreBestWeights = restoreBestWeights;
        _startFromEpoch = startFromEpoch >= 0 ? startFromEpoch : throw new ArgumentException($"EarlyStopping: expected startFromEpoch 0 or more, received {startFromEpoch}.", nameof(startFromEpoch));
    }

    /// <summary>The epoch that ended training, counted from 0; 0 while none did.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>The epoch with the best value, counted from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The best value; null before the first.</summary>
    public double? Best => _best;

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _wait = 0;
        _best = null;
        _bestWeights = null;
        StoppedEpoch = 0;
        BestEpoch = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">mode is "auto", and it is not known whether lower or higher values are better.</exception>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        _increases ??= _mode == "auto" ? Direction() : _mode == "max";
        if (!logs.TryGetValue(_monitor, out double current))
        {
            Warnings.Write($"EarlyStopping monitors '{_monitor}', which the epoch's logs do not hold. They hold: {string.Join(", ", logs.Names)}.");
            return;
        }
        if (epoch < _startFromEpoch)
        {
            return;
        }
        if (_restoreBestWeights && _bestWeights is null)
        {
            Keep(epoch);
        }
        _wait++;
        if (IsImprovement(current, _best))
        {
            _best = current;
            BestEpoch = epoch;
            if (_restoreBestWeights)
            {
                Keep(epoch);
            }
            if (IsImprovement(current, _baseline))
            {
                _wait = 0;
            }
            return;
        }
        if (_wait >= _patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (StoppedEpoch > 0 && _verbose)
        {
            Console.WriteLine($"Epoch {StoppedEpoch + 1}: early stopping");
        }
        if (_bestWeights is null)
        {
            return;
        }
        if (_verbose)
        {
            Console.WriteLine($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.");
        }
        _bestWeights.Restore();
    }

    private void Keep(int epoch)
    {
        _bestWeights = new WeightsSnapshot(Model);
        BestEpoch = epoch;
    }

    private bool IsImprovement(double current, double? reference) =>
        reference is not { } other || (_increases!.Value ? current - _minDelta > other : current + _minDelta < other);

    private bool Direction() => Model.Increases(_monitor.StartsWith("val_", StringComparison.Ordinal) ? _monitor[4..] : _monitor)
        ?? throw new ArgumentException($"EarlyStopping: it is not known whether '{_monitor}' should rise or fall. Pass mode: \"max\" or mode: \"min\".");
}
