using System.Runtime.CompilerServices;
using Keras.Callbacks;
using Keras.Training;
using NumSharp;

namespace Keras;

public partial class Model
{
    private SampleLayout? _sampleLayout;

    /// <summary>The output for each sample of arrays, computed in batches. The model need not be compiled.</summary>
    /// <remarks>Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
    /// <param name="x">The inputs, as in <c>Fit</c>.</param>
    /// <param name="batchSize">Samples a step; 32 by default.</param>
    /// <param name="verbose">"auto" or 1: a progress bar; 2: one line; 0: nothing.</param>
    /// <param name="steps">Steps to predict; all by default.</param>
    /// <param name="callbacks">Who is told of each step.</param>
    /// <param name="cancellationToken">Ends the call after the running step.</param>
    /// <returns>A float32 array; its first axis counts the samples.</returns>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    /// <exception cref="ArgumentException">Data do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The token asked for the end.</exception>
    /// <example><code>var decoded = model.Predict(x_test);</code></example>
    public NDArray Predict(ArrayLike x, int? batchSize = null, Verbose verbose = default, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        Only(() => PredictArrays(x, batchSize, verbose, steps, callbacks, cancellationToken), nameof(Predict), nameof(PredictAll), x);

    /// <summary>The outputs for one or more samples, written where the caller wants them: for serving, from any number of threads at once.</summary>
    /// <remarks>
    /// The numbers are those of the other form, to the bit. Nothing is printed and no callback is told. After the first call of a length the built-in engine allocates nothing (each further
    /// thread that predicts at the same time costs memory once), and holds no lock while it computes. Threads may predict while none trains the model or sets its weights.
    /// Real Keras takes the samples as one batch, and its results are copied.
    /// </remarks>
    /// <param name="x">The samples one after another, each row-major: of a model with inputs of shape (28, 28, 1) 784 numbers a sample. How many there are follows from the length.</param>
    /// <param name="output">Takes the output for each sample in the same order, row-major; as long as all of them. It may be x itself, but not overlap it otherwise.</param>
    /// <exception cref="InvalidOperationException">The model has several inputs or outputs, or inputs or outputs whose size depends on the data.</exception>
    /// <exception cref="ArgumentException">A length does not fit the model.</exception>
    /// <example><code>
    /// var decoded = new float[784];
    /// model.Predict(image, decoded);   // image: float[784], or part of a larger memory
    /// </code></example>
    public void Predict(ReadOnlySpan<float> x, Span<float> output)
    {
        var layout = _sampleLayout;
        if (layout is null || !ReferenceEquals(layout.Graph, Graph))
        {
            _sampleLayout = layout = SampleLayout.Of(this);
        }
        layout.Check(this, x.Length, output.Length);
        Backend.Predict(layout, x, output);
    }

    /// <summary>The output for the samples of batches that a sequence gives as tuples, of which the first item counts: <c>(x, y)</c>.</summary>
    /// <remarks>The arguments are those of the other form.</remarks>
    [OverloadResolutionPriority(1)]
    public NDArray Predict<TBatch>(IEnumerable<TBatch> batches, Verbose verbose = default, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellationToken = default)
        where TBatch : ITuple
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var data = new SequenceBatches<TBatch>(batches, tuple => DataCheck.Inputs(this, TupleData.Unpack(tuple).X));
        var outputs = PredictBatches(data, null, verbose, steps, callbacks, cancellationToken);
        return outputs.Length == 1 ? outputs[0] : throw SeveralOutputs(nameof(Predict), nameof(PredictAll));
    }

    /// <summary>All outputs for each sample of arrays, by position and by name.</summary>
    /// <remarks>The arguments are those of <c>Predict</c>.</remarks>
    /// <example><code>
    /// var predictions = model.PredictAll(x);
    /// var (first, second) = predictions;
    /// var code = predictions["code_layer"];
    /// </code></example>
    public Predictions PredictAll(ArrayLike x, int? batchSize = null, Verbose verbose = default, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellationToken = default) =>
        new(PredictArrays(x, batchSize, verbose, steps, callbacks, cancellationToken), OutputNames);

    private NDArray[] PredictArrays(ArrayLike x, int? batchSize, Verbose verbose, int? steps, IEnumerable<Callback>? callbacks, CancellationToken cancellationToken)
    {
        var arrays = DataCheck.Inputs(this, x);
        int size = Positive(batchSize) ?? DefaultBatchSize(arrays.Count, Positive(steps));
        int samples = steps is { } count ? (int)Math.Min((long)count * size, arrays.Count) : arrays.Count;
        return PredictBatches(new ArrayBatches(arrays, size), samples, verbose, steps, callbacks, cancellationToken);
    }

    private NDArray[] PredictBatches(BatchSource data, int? samples, Verbose verbose, int? steps, IEnumerable<Callback>? callbacks, CancellationToken cancellationToken)
    {
        var epoch = new EpochIterator(data, Positive(steps), _compileArguments?.StepsPerExecution ?? 1);
        return Backend.Predict(new(epoch, samples, new(this, callbacks, new(verbose.Level, 1, epoch.Steps), addHistory: false), cancellationToken));
    }

    private NDArray Only(Func<NDArray[]> predict, string one, string all, ArrayLike x)
    {
        DataCheck.Build(this, x);
        return Outputs.Count == 1 ? predict()[0] : throw SeveralOutputs(one, all);
    }

    private InvalidOperationException SeveralOutputs(string one, string all) =>
        new($"Model '{Name}' has {Outputs.Count} outputs ({string.Join(", ", OutputNames)}); {one} returns one array. Call {all}, which returns them by position and by name.");
}
