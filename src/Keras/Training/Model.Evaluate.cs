using System.Runtime.CompilerServices;
using Keras.Callbacks;
using Keras.Training;

namespace Keras;

public partial class Model
{
    /// <summary>The loss and the metrics on arrays, without training.</summary>
    /// <remarks>Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
    /// <param name="x">The inputs, as in <c>Fit</c>.</param>
    /// <param name="y">The targets, one array an output.</param>
    /// <param name="batchSize">Samples a step; 32 by default. It does not change the result.</param>
    /// <param name="verbose">"auto" or 1: a progress bar; 2: one line; 0: nothing.</param>
    /// <param name="sampleWeight">What each sample counts.</param>
    /// <param name="steps">Steps to evaluate; all by default.</param>
    /// <param name="callbacks">Who is told of each step.</param>
    /// <param name="cancellationToken">Ends the evaluation after the running step.</param>
    /// <returns>The loss, the outputs' own losses, the metrics; converts to the loss, and can be taken apart.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or has no loss.</exception>
    /// <exception cref="ArgumentException">Data do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The token asked for the end.</exception>
    /// <example><code>var (loss, accuracy) = model.Evaluate(x_test, y_test);</code></example>
    public Logs Evaluate(ArrayLike x, ArrayLike? y = null, int? batchSize = null, Verbose verbose = default, ArrayLike? sampleWeight = null, int? steps = null,
        IEnumerable<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        Compiled("Evaluate");
        DataCheck.Build(this, x);
        var arrays = DataCheck.Samples(this, OutputLosses, x, y, sampleWeight);
        DataCheck.Labels(this, OutputLosses, arrays);
        return Evaluate(new ArrayBatches(arrays, Positive(batchSize) ?? DefaultBatchSize(arrays.Count, Positive(steps))), verbose, steps, callbacks, cancellationToken);
    }

    /// <summary>The loss and the metrics on batches that a sequence gives, as <c>(x, y)</c> or <c>(x, y, sampleWeight)</c>.</summary>
    /// <remarks>The arguments are those of the other form.</remarks>
    [OverloadResolutionPriority(1)]
    public Logs Evaluate<TBatch>(IEnumerable<TBatch> batches, Verbose verbose = default, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellationToken = default)
        where TBatch : ITuple
    {
        Compiled("Evaluate");
        using var data = Sequence(batches);
        return Evaluate(data, verbose, steps, callbacks, cancellationToken);
    }

    private Logs Evaluate(BatchSource data, Verbose verbose, int? steps, IEnumerable<Callback>? callbacks, CancellationToken cancellationToken)
    {
        var epoch = new EpochIterator(data, Positive(steps), _compileArguments!.StepsPerExecution);
        return Backend.Evaluate(new(epoch, new(this, callbacks, new(verbose.Level, 1, epoch.Steps), addHistory: false), cancellationToken));
    }
}
