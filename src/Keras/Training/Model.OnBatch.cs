using Keras.Training;
using NumSharp;

namespace Keras;

public partial class Model
{
    /// <summary>One training step on one batch, whatever its size.</summary>
    /// <remarks>The values are of this batch alone. Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
    /// <param name="x">The inputs, as in <c>Fit</c>.</param>
    /// <param name="y">The targets, one array an output.</param>
    /// <param name="sampleWeight">What each sample counts.</param>
    /// <param name="classWeight">For each class what its samples count.</param>
    /// <returns>The loss and the metrics by the weights before the step; converts to the loss.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or has no loss.</exception>
    /// <exception cref="ArgumentException">Data do not fit the model.</exception>
    /// <example><code>double loss = model.TrainOnBatch(images, images);</code></example>
    public Logs TrainOnBatch(ArrayLike x, ArrayLike? y = null, ArrayLike? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null) =>
        Backend.TrainOnBatch(Batch("TrainOnBatch", x, y, sampleWeight, classWeight), outputs: false).Logs;

    /// <summary>One training step that also gives what the model made of the batch: its outputs by the weights before the step, computed once.</summary>
    /// <remarks>As in a loop of PyTorch, where the outputs are at hand when the loss is. The other arguments are those of the other form.</remarks>
    /// <param name="x">The inputs, as in <c>Fit</c>.</param>
    /// <param name="y">The targets, one array an output.</param>
    /// <param name="predictions">The outputs of the forward pass.</param>
    /// <param name="sampleWeight">What each sample counts.</param>
    /// <param name="classWeight">For each class what its samples count.</param>
    /// <returns>The loss and the metrics; converts to the loss.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, has no loss, or has several outputs.</exception>
    /// <example><code>double loss = model.TrainOnBatch(images, images, out NDArray reconstructed);</code></example>
    public Logs TrainOnBatch(ArrayLike x, ArrayLike? y, out NDArray predictions, ArrayLike? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        var batch = Batch("TrainOnBatch", x, y, sampleWeight, classWeight);
        if (Outputs.Count > 1)
        {
            throw SeveralOutputs("this form of TrainOnBatch", "PredictAll before the step");
        }
        var (logs, outputs) = Backend.TrainOnBatch(batch, outputs: true);
        predictions = outputs[0];
        return logs;
    }

    /// <summary>The loss and the metrics on one batch, without training.</summary>
    /// <remarks>The arguments are those of <c>TrainOnBatch</c>. Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
    public Logs TestOnBatch(ArrayLike x, ArrayLike? y = null, ArrayLike? sampleWeight = null) =>
        Backend.TestOnBatch(Batch("TestOnBatch", x, y, sampleWeight, null));

    /// <summary>The output for the samples of one batch, computed in one step.</summary>
    /// <remarks>Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public NDArray PredictOnBatch(ArrayLike x) => Only(() => Backend.PredictOnBatch(DataCheck.Inputs(this, x)), nameof(PredictOnBatch), nameof(PredictAll), x);

    private SampleArrays Batch(string caller, ArrayLike x, ArrayLike? y, ArrayLike? sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        Compiled(caller);
        DataCheck.Build(this, x);
        var arrays = DataCheck.Samples(this, OutputLosses, x, y, sampleWeight, classWeight);
        DataCheck.Labels(this, OutputLosses, arrays);
        WarnOfChangedTrainable();
        return arrays;
    }
}
