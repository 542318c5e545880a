namespace Keras.Callbacks;

/// <summary>A callback made of functions.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/lambda_callback/"/>.</remarks>
/// <example><code>var print = new LambdaCallback(onEpochEnd: (epoch, logs) => Console.WriteLine($"{epoch}: {logs["loss"]}"));</code></example>
/// <param name="onEpochBegin">Called with the epoch when it begins.</param>
/// <param name="onEpochEnd">Called with the epoch and its logs when it has ended.</param>
/// <param name="onTrainBegin">Called when training begins.</param>
/// <param name="onTrainEnd">Called when training has ended.</param>
/// <param name="onTrainBatchBegin">Called with the step when it begins.</param>
/// <param name="onTrainBatchEnd">Called with the step and the logs so far when it has ended.</param>
/// <param name="onTestBegin">Called when evaluation or validation begins.</param>
/// <param name="onTestEnd">Called when evaluation or validation has ended.</param>
/// <param name="onTestBatchBegin">Called with the step of evaluation or validation when it begins.</param>
/// <param name="onTestBatchEnd">Called with the step of evaluation or validation when it has ended.</param>
/// <param name="onPredictBegin">Called when prediction begins.</param>
/// <param name="onPredictEnd">Called when prediction has ended.</param>
/// <param name="onPredictBatchBegin">Called with the step of prediction when it begins.</param>
/// <param name="onPredictBatchEnd">Called with the step of prediction when it has ended.</param>
public sealed class LambdaCallback(
    Action<int, Logs>? onEpochBegin = null,
    Action<int, Logs>? onEpochEnd = null,
    Action<Logs>? onTrainBegin = null,
    Action<Logs>? onTrainEnd = null,
    Action<int, Logs>? onTrainBatchBegin = null,
    Action<int, Logs>? onTrainBatchEnd = null,
    Action<Logs>? onTestBegin = null,
    Action<Logs>? onTestEnd = null,
    Action<int, Logs>? onTestBatchBegin = null,
    Action<int, Logs>? onTestBatchEnd = null,
    Action<Logs>? onPredictBegin = null,
    Action<Logs>? onPredictEnd = null,
    Action<int, Logs>? onPredictBatchBegin = null,
    Action<int, Logs>? onPredictBatchEnd = null) : Callback
{
    internal override bool WatchesStepBegins => (onTrainBatchBegin ?? onTestBatchBegin ?? onPredictBatchBegin) is not null;

    internal override bool WatchesStepEnds => (onTrainBatchEnd ?? onTestBatchEnd ?? onPredictBatchEnd) is not null;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs) => onEpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs) => onTrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs) => onTrainBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => onTrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBegin(Logs logs) => onTestBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => onTestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch, Logs logs) => onTestBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => onTestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin(Logs logs) => onPredictBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictEnd(Logs logs) => onPredictEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch, Logs logs) => onPredictBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, Logs logs) => onPredictBatchEnd?.Invoke(batch, logs);
}
