using Keras.Callbacks;

namespace Keras.Tests.Training;

/// <summary>A callback that writes down what it is called with.</summary>
internal sealed class Recorder(string name = "") : Callback
{
    public List<string> Calls { get; } = [];

    public List<Logs> BatchLogs { get; } = [];

    public override void OnTrainBegin(Logs logs) => Calls.Add($"{name}train begin");

    public override void OnTrainEnd(Logs logs) => Calls.Add($"{name}train end {Join(logs)}");

    public override void OnEpochBegin(int epoch, Logs logs) => Calls.Add($"{name}epoch {epoch} begin");

    public override void OnEpochEnd(int epoch, Logs logs) => Calls.Add($"{name}epoch {epoch} end {Join(logs)}");

    public override void OnTrainBatchBegin(int batch, Logs logs) => Calls.Add($"{name}train {batch} begin");

    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        BatchLogs.Add(logs);
        Calls.Add($"{name}train {batch} end {Join(logs)}");
    }

    public override void OnTestBegin(Logs logs) => Calls.Add($"{name}test begin");

    public override void OnTestEnd(Logs logs) => Calls.Add($"{name}test end {Join(logs)}");

    public override void OnTestBatchBegin(int batch, Logs logs) => Calls.Add($"{name}test {batch} begin");

    public override void OnTestBatchEnd(int batch, Logs logs) => Calls.Add($"{name}test {batch} end {Join(logs)}");

    public override void OnPredictBegin(Logs logs) => Calls.Add($"{name}predict begin");

    public override void OnPredictEnd(Logs logs) => Calls.Add($"{name}predict end");

    public override void OnPredictBatchBegin(int batch, Logs logs) => Calls.Add($"{name}predict {batch} begin");

    public override void OnPredictBatchEnd(int batch, Logs logs) => Calls.Add($"{name}predict {batch} end");

    private static string Join(Logs logs) => string.Join(",", logs.Names);
}
