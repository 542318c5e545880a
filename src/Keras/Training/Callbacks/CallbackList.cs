using Keras.Callbacks;

namespace Keras.Training;

/// <summary>The callbacks of one call: the user's first, then history and progress bar, so that what the user's add to logs is recorded and printed.</summary>
internal sealed class CallbackList
{
    private static readonly Logs Empty = new();
    private readonly Callback[] _callbacks;
    private readonly Logs _scratch = new();
    private readonly bool _usersWatchStepEnds;

    public CallbackList(Model model, IEnumerable<Callback>? callbacks, CallbackParams parameters, bool addHistory)
    {
        var all = (callbacks ?? []).ToList();
        if (all.Contains(null!))
        {
            throw new ArgumentException("callbacks: one of them is null.");
        }
        HasUsers = all.Any(callback => callback is not (History or ProgbarLogger));
        if (addHistory)
        {
            var history = all.OfType<History>().LastOrDefault();
            if (history is null)
            {
                all.Add(history = new History());
            }
            model.History = history;
        }
        if (parameters.Verbose != 0 && !all.Any(callback => callback is ProgbarLogger))
        {
            all.Add(new ProgbarLogger());
        }
        foreach (var callback in all)
        {
            callback.Model = model;
            callback.Params = parameters;
            (callback as ProgbarLogger)?.Reset();
        }
        _callbacks = [.. all];
        _usersWatchStepEnds = all.Any(callback => callback is not (History or ProgbarLogger) && callback.WatchesStepEnds);
        WantsStepLogs = _usersWatchStepEnds || all.Any(callback => callback is ProgbarLogger);
        WatchesStepBegins = all.Any(callback => callback.WatchesStepBegins);
    }

    /// <summary>Whether there are others than history and progress bar.</summary>
    public bool HasUsers { get; }

    /// <summary>Whether anybody looks at the logs of a step.</summary>
    public bool WantsStepLogs { get; }

    /// <summary>Whether anybody does anything when a step begins.</summary>
    public bool WatchesStepBegins { get; }

    /// <summary>Logs for a step's end: the same each time, unless a user's callback sees them and may keep them.</summary>
    public Logs StepLogs() => _usersWatchStepEnds ? new Logs() : _scratch;

    public void OnTrainBegin() => Each(static (callback, _, logs) => callback.OnTrainBegin(logs), 0, Fresh());

    public void OnTrainEnd(Logs logs) => Each(static (callback, _, logs) => callback.OnTrainEnd(logs), 0, logs);

    public void OnEpochBegin(int epoch) => Each(static (callback, epoch, logs) => callback.OnEpochBegin(epoch, logs), epoch, Fresh());

    public void OnEpochEnd(int epoch, Logs logs) => Each(static (callback, epoch, logs) => callback.OnEpochEnd(epoch, logs), epoch, logs);

    public void OnTrainBatchBegin(int batch) => Each(static (callback, batch, logs) => callback.OnTrainBatchBegin(batch, logs), batch, StepBeginLogs());

    public void OnTrainBatchEnd(int batch, Logs logs) => Each(static (callback, batch, logs) => callback.OnTrainBatchEnd(batch, logs), batch, logs);

    public void OnTestBegin() => Each(static (callback, _, logs) => callback.OnTestBegin(logs), 0, Fresh());

    public void OnTestEnd(Logs logs) => Each(static (callback, _, logs) => callback.OnTestEnd(logs), 0, logs);

    public void OnTestBatchBegin(int batch) => Each(static (callback, batch, logs) => callback.OnTestBatchBegin(batch, logs), batch, StepBeginLogs());

    public void OnTestBatchEnd(int batch, Logs logs) => Each(static (callback, batch, logs) => callback.OnTestBatchEnd(batch, logs), batch, logs);

    public void OnPredictBegin() => Each(static (callback, _, logs) => callback.OnPredictBegin(logs), 0, Fresh());

    public void OnPredictEnd() => Each(static (callback, _, logs) => callback.OnPredictEnd(logs), 0, Fresh());

    public void OnPredictBatchBegin(int batch) => Each(static (callback, batch, logs) => callback.OnPredictBatchBegin(batch, logs), batch, StepBeginLogs());

    public void OnPredictBatchEnd(int batch) => Each(static (callback, batch, logs) => callback.OnPredictBatchEnd(batch, logs), batch, _usersWatchStepEnds ? new Logs() : Empty);

    private Logs StepBeginLogs() => WatchesStepBegins ? new Logs() : Empty;

    private Logs Fresh() => HasUsers ? new Logs() : Empty;

    private void Each(Action<Callback, int, Logs> call, int number, Logs logs)
    {
        foreach (var callback in _callbacks)
        {
            call(callback, number, logs);
        }
    }
}
