namespace Keras.Training;

/// <summary>
/// What <c>fit</c>, <c>evaluate</c> and <c>predict</c> print while they run: <c>Epoch 1/5</c> and one bar an epoch.
/// <para>One reporter serves one call of <c>fit</c>, with the silent validation in it, or one of <c>evaluate</c> or
/// <c>predict</c> (one epoch). Its methods are those of a callback; the logs come in the order in which they are to be
/// printed. It comes after the user's callbacks, so that a learning rate that they add to an epoch's logs is shown.</para>
/// </summary>
internal sealed class ProgressReporter
{
    private readonly int _verbose;
    private readonly int _epochs;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _overwrites;
    private int? _steps;
    private int _seen;
    private bool _calledInFit;
    private Progbar? _progbar;

    /// <param name="verbose">0 silent, 1 a bar, 2 one line an epoch. (Keras's <c>"auto"</c> is 1.)</param>
    /// <param name="epochs">Epochs in all; with more than one, each is announced.</param>
    /// <param name="steps">Steps an epoch, or null when that is not known before the first one has ended.</param>
    /// <param name="output">Where the text goes; null is the console.</param>
    /// <param name="time">The clock; null is the system's.</param>
    public ProgressReporter(int verbose, int epochs, int? steps, TextWriter? output = null, TimeProvider? time = null)
    {
        _verbose = verbose;
        _epochs = epochs;
        _steps = steps;
        _output = output ?? Console.Out;
        _time = time ?? TimeProvider.System;
        // As in Keras: only a redirected console of Windows gets every repaint on a line of its own.
        _overwrites = !OperatingSystem.IsWindows() || output is not null || !Console.IsOutputRedirected;
    }

    /// <summary>Training begins: from here on, testing is validation and prints nothing.</summary>
    public void OnTrainBegin() => _calledInFit = true;

    /// <summary>Epoch <paramref name="epoch"/> begins, counted from 0.</summary>
    public void OnEpochBegin(int epoch)
    {
        StartProgbar();
        if (_verbose != 0 && _epochs > 1) PlainOutput.Write(_output, $"Epoch {epoch + 1}/{_epochs}\n");
    }

    /// <summary>Training step <paramref name="batch"/> has ended, counted from 0, with the means so far.</summary>
    public void OnTrainBatchEnd(int batch, ReadOnlySpan<(string Name, double Value)> logs) => Update(batch, logs);

    /// <summary>The epoch has ended; the logs hold the validation's values, too.</summary>
    public void OnEpochEnd(ReadOnlySpan<(string Name, double Value)> logs) => Finish(logs);

    /// <summary>Testing begins.</summary>
    public void OnTestBegin()
    {
        if (!_calledInFit) StartProgbar();
    }

    /// <summary>Testing step <paramref name="batch"/> has ended, counted from 0.</summary>
    public void OnTestBatchEnd(int batch, ReadOnlySpan<(string Name, double Value)> logs)
    {
        if (!_calledInFit) Update(batch, logs);
    }

    /// <summary>Testing has ended.</summary>
    public void OnTestEnd(ReadOnlySpan<(string Name, double Value)> logs)
    {
        if (!_calledInFit) Finish(logs);
    }

    /// <summary>Prediction begins.</summary>
    public void OnPredictBegin() => StartProgbar();

    /// <summary>Prediction step <paramref name="batch"/> has ended, counted from 0.</summary>
    public void OnPredictBatchEnd(int batch) => Update(batch, []);

    /// <summary>Prediction has ended.</summary>
    public void OnPredictEnd() => Finish([]);

    private Progbar StartProgbar()
    {
        _seen = 0;
        return _progbar = new Progbar(_steps, _verbose, _output, _time, _overwrites);
    }

    private void Update(int batch, ReadOnlySpan<(string Name, double Value)> logs)
    {
        var progbar = _progbar ?? StartProgbar();
        _seen = batch + 1;
        if (_verbose == 1) progbar.Update(_seen, logs, finalize: false);
    }

    private void Finish(ReadOnlySpan<(string Name, double Value)> logs)
    {
        var progbar = _progbar ?? StartProgbar();
        progbar.Target = _steps ??= _seen;
        progbar.Update(_steps.Value, logs, finalize: true);
    }
}
