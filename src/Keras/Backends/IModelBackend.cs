using Keras.Training;
using NumSharp;

namespace Keras.Backends;

/// <summary>What trains, evaluates and predicts with one model. Requests hold checked arguments; a backend runs each whole.</summary>
internal interface IModelBackend
{
    /// <summary>Takes new compile arguments; throws when they do not fit the model or the backend cannot do them.</summary>
    void Compile(CompileArguments arguments);

    /// <summary>Trains; what happens goes to the request's callbacks.</summary>
    void Fit(FitRequest request);

    /// <summary>Evaluates; the values come in the order of Keras's lists.</summary>
    Logs Evaluate(EvaluateRequest request);

    /// <summary>Predicts: one array an output.</summary>
    NDArray[] Predict(PredictRequest request);

    /// <summary>One training step; with the outputs of its forward pass when they are asked for.</summary>
    (Logs Logs, NDArray[] Outputs) TrainOnBatch(SampleArrays batch, bool outputs);

    /// <summary>One evaluation step.</summary>
    Logs TestOnBatch(SampleArrays batch);

    /// <summary>One prediction step.</summary>
    NDArray[] PredictOnBatch(SampleArrays batch);

    /// <summary>Predicts samples that lie one after another, into memory of the right length.</summary>
    void Predict(SampleLayout layout, ReadOnlySpan<float> x, Span<float> output);

    /// <summary>Sets loss and metrics back to their beginning.</summary>
    void ResetMetrics();

    /// <summary>Whether a value of that name is better when it is higher; null when that is not known.</summary>
    bool? Increases(string logName);
}
