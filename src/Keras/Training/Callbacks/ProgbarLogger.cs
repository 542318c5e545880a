using Keras.Training;

namespace Keras.Callbacks;

/// <summary>Prints Keras's progress bar. <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> add one unless verbose is 0.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/"/>, <c>keras.callbacks.ProgbarLogger</c>.</remarks>
public sealed class ProgbarLogger : Callback
{
    private ProgressReporter? _reporter;

    private ProgressReporter Reporter => _reporter ??= new(Params.Verbose, Params.Epochs, Params.Steps);

    /// <summary>A bar belongs to one call; the next one begins anew.</summary>
    internal void Reset() => _reporter = null;

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => Reporter.OnTrainBegin();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => Reporter.OnEpochBegin(epoch);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => Reporter.OnTrainBatchEnd(batch, logs.Entries);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => Reporter.OnEpochEnd(logs.Entries);

    /// <inheritdoc/>
    public override void OnTestBegin(Logs logs) => Reporter.OnTestBegin();

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => Reporter.OnTestBatchEnd(batch, logs.Entries);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => Reporter.OnTestEnd(logs.Entries);

    /// <inheritdoc/>
    public override void OnPredictBegin(Logs logs) => Reporter.OnPredictBegin();

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, Logs logs) => Reporter.OnPredictBatchEnd(batch);

    /// <inheritdoc/>
    public override void OnPredictEnd(Logs logs) => Reporter.OnPredictEnd();
}
