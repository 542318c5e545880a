using System.Runtime.CompilerServices;
using Keras.Backends;
using Keras.Callbacks;
using Keras.Training;

namespace Keras;

public partial class Model
{
    /// <summary>Trains the model on arrays.</summary>
    /// <remarks>
    /// Data are converted to float32 batch by batch. The last batch of an epoch may be short. Source: <see href="https://keras.io/api/models/model_training_apis/"/>.
    /// </remarks>
    /// <param name="x">The inputs: one array, several as <c>[a, b]</c>, or by the inputs' names. The first axis counts the samples.</param>
    /// <param name="y">The targets, one array an output.</param>
    /// <param name="batchSize">Samples a step; 32 by default, or what <paramref name="stepsPerEpoch"/> asks for.</param>
    /// <param name="epochs">The epoch to end before: how many, when <paramref name="initialEpoch"/> is 0.</param>
    /// <param name="verbose">"auto" or 1: a progress bar; 2: one line an epoch; 0: nothing.</param>
    /// <param name="callbacks">Who is told of each step and epoch.</param>
    /// <param name="validationSplit">The share of samples, from the end, that is kept from training and validated on.</param>
    /// <param name="validationData"><c>(x, y)</c> or <c>(x, y, sampleWeight)</c> to validate on after each epoch; goes before <paramref name="validationSplit"/>.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own, from the generator that <c>Utils.SetRandomSeed</c> seeds.</param>
    /// <param name="classWeight">For each class what its samples count; 1 for a class without an entry. For one output.</param>
    /// <param name="sampleWeight">What each sample counts: one number a sample, or an array an output.</param>
    /// <param name="initialEpoch">The number of the first epoch.</param>
    /// <param name="stepsPerEpoch">Steps an epoch, going on where the last one stopped; a whole pass by default.</param>
    /// <param name="validationSteps">Steps of each validation; all by default.</param>
    /// <param name="validationBatchSize">Samples a step of validation; <paramref name="batchSize"/> by default.</param>
    /// <param name="validationFreq">Validate after every so many epochs.</param>
    /// <param name="cancellationToken">Ends training after the running step; the model stays usable, and <see cref="History"/> holds what was done.</param>
    /// <returns>The values of every epoch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or has no loss.</exception>
    /// <exception cref="ArgumentException">Data do not fit the model, or an argument is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token asked for the end.</exception>
    /// <example><code>
    /// var history = model.Fit(x_train, x_train, epochs: 20, batchSize: 256, validationData: (x_test, x_test));
    /// </code></example>
    public History Fit(ArrayLike x, ArrayLike? y = null, int? batchSize = null, int epochs = 1, Verbose verbose = default, IEnumerable<Callback>? callbacks = null,
        double validationSplit = 0, ValidationData? validationData = null, bool shuffle = true, IReadOnlyDictionary<int, double>? classWeight = null, ArrayLike? sampleWeight = null,
        int initialEpoch = 0, int? stepsPerEpoch = null, int? validationSteps = null, int? validationBatchSize = null, int validationFreq = 1, CancellationToken cancellationToken = default)
    {
        Compiled("Fit");
        DataCheck.Build(this, x);
        var arrays = DataCheck.Samples(this, OutputLosses, x, y, sampleWeight, classWeight);
        DataCheck.Labels(this, OutputLosses, arrays);
        int size = Positive(batchSize) ?? 0, training = arrays.Count;
        BatchSource? validation = null;
        if (validationData is not null)
        {
            validation = Validation(validationData, Positive(validationBatchSize) ?? batchSize, validationSteps);
        }
        else if (validationSplit != 0)
        {
            training = ValidationSplit.TrainingSamples(arrays.Count, validationSplit);
            int rest = arrays.Count - training;
            // The weights of classes are for training alone.
            var unweighted = classWeight is null ? arrays : DataCheck.Samples(this, OutputLosses, x, y, null);
            validation = new ArrayBatches(unweighted, training, rest, Positive(validationBatchSize) ?? batchSize ?? DefaultBatchSize(rest, validationSteps), shuffle: false);
        }
        size = size > 0 ? size : DefaultBatchSize(training, Positive(stepsPerEpoch));
        var data = new ArrayBatches(arrays, 0, training, size, shuffle);
        return Fit(data, epochs, verbose, callbacks, validation, initialEpoch, stepsPerEpoch, validationSteps, validationFreq, cancellationToken);
    }

    /// <summary>Trains the model on batches that a sequence gives, as <c>(x, y)</c> or <c>(x, y, sampleWeight)</c>; each epoch goes through it anew.</summary>
    /// <remarks>The arguments are those of the other form; batches are as large, and come in the order, as the sequence gives them.</remarks>
    /// <example><code>model.Fit(new DataLoader((images, labels), batchSize: 64, shuffle: true), epochs: 10);</code></example>
    [OverloadResolutionPriority(1)]
    public History Fit<TBatch>(IEnumerable<TBatch> batches, int epochs = 1, Verbose verbose = default, IEnumerable<Callback>? callbacks = null, ValidationData? validationData = null,
        int initialEpoch = 0, int? stepsPerEpoch = null, int? validationSteps = null, int? validationBatchSize = null, int validationFreq = 1, CancellationToken cancellationToken = default)
        where TBatch : ITuple
    {
        Compiled("Fit");
        using var data = Sequence(batches);
        var validation = validationData is null ? null : Validation(validationData, Positive(validationBatchSize), validationSteps);
        return Fit(data, epochs, verbose, callbacks, validation, initialEpoch, stepsPerEpoch, validationSteps, validationFreq, cancellationToken);
    }

    private History Fit(BatchSource data, int epochs, Verbose verbose, IEnumerable<Callback>? callbacks, BatchSource? validation,
        int initialEpoch, int? stepsPerEpoch, int? validationSteps, int validationFreq, CancellationToken cancellationToken)
    {
        if (epochs < 0 || initialEpoch < 0)
        {
            throw new ArgumentException($"Fit: expected epochs and initialEpoch of 0 or more, received {epochs} and {initialEpoch}.");
        }
        if (validationFreq < 1)
        {
            throw new ArgumentException($"Fit: expected validationFreq of 1 or more, received {validationFreq}.");
        }
        WarnOfChangedTrainable();
        int perExecution = _compileArguments!.StepsPerExecution;
        var epoch = new EpochIterator(data, Positive(stepsPerEpoch), perExecution);
        var list = new CallbackList(this, callbacks, new(verbose.Level, epochs, epoch.Steps), addHistory: true);
        StopTraining = false;
        Backend.Fit(new(epoch, epochs, initialEpoch, validation is null ? null : new(validation, Positive(validationSteps), perExecution), validationFreq, list, cancellationToken));
        return History!;
    }

    private ArrayBatches Validation(ValidationData validation, int? batchSize, int? steps)
    {
        var arrays = DataCheck.Samples(this, OutputLosses, validation.X, validation.Y, validation.SampleWeight);
        DataCheck.Labels(this, OutputLosses, arrays);
        return new(arrays, batchSize ?? DefaultBatchSize(arrays.Count, Positive(steps)));
    }

    private SequenceBatches<TBatch> Sequence<TBatch>(IEnumerable<TBatch> batches) where TBatch : ITuple
    {
        ArgumentNullException.ThrowIfNull(batches);
        return new(batches, tuple =>
        {
            var (x, y, sampleWeight) = TupleData.Unpack(tuple);
            DataCheck.Build(this, x);
            var arrays = DataCheck.Samples(this, OutputLosses, x, y, sampleWeight);
            DataCheck.Labels(this, OutputLosses, arrays);
            return arrays;
        });
    }

    /// <summary>Keras's: 32, or as many as make the steps asked for one pass.</summary>
    private static int DefaultBatchSize(int samples, int? steps) => steps is { } count ? (samples + count - 1) / count : 32;

    private static int? Positive(int? value, [CallerArgumentExpression(nameof(value))] string name = "") => value is null or > 0
        ? value
        : throw new ArgumentException($"{name}: expected 1 or more, received {value}.", name);
}
