using Keras.Core;
using NumSharp;

namespace Keras.Training;

/// <summary>Gathers the outputs of steps into one array an output.</summary>
internal sealed class PredictionWriter(Model model, int? samples)
{
    private float[][]? _outputs;
    private Dimensions[] _shapes = [];
    private int _count;

    /// <summary>The outputs of one step, copied.</summary>
    public static NDArray[] Copy(Step step) => [.. step.OutputShapes.Select((shape, i) => NDArrays.Copy(step.Output(i), shape))];

    /// <summary>Appends the outputs of a step.</summary>
    public void Write(Step step)
    {
        _outputs ??= Begin(step);
        for (int i = 0; i < _outputs.Length; i++)
        {
            var sample = Sample(step, i);
            if (sample != _shapes[i])
            {
                throw new ArgumentException($"Model '{model.Name}': output '{model.OutputNames[i]}' has shape {_shapes[i]} for the samples of one batch and {sample} for those of another; they do not join to one array. Predict them batch by batch with PredictOnBatch.");
            }
            int size = sample.Product, needed = (_count + step.BatchSize) * size;
            if (_outputs[i].Length < needed)
            {
                Array.Resize(ref _outputs[i], Math.Max(needed, 2 * _outputs[i].Length));
            }
            step.Output(i).CopyTo(_outputs[i].AsSpan(_count * size));
        }
        _count += step.BatchSize;
    }

    /// <summary>All that was appended.</summary>
    public NDArray[] ToArrays()
    {
        if (_outputs is null)
        {
            throw new ArgumentException($"Model '{model.Name}': there is nothing to predict, the sequence of batches is empty.");
        }
        return [.. _outputs.Select((output, i) => output.Length == _count * _shapes[i].Product
            ? NDArrays.Wrap(output, [_count, .. _shapes[i]])
            : NDArrays.Copy<float>(output, [_count, .. _shapes[i]]))];
    }

    private float[][] Begin(Step step)
    {
        _shapes = [.. step.OutputShapes.Select((_, i) => Sample(step, i))];
        return [.. _shapes.Select(shape => GC.AllocateUninitializedArray<float>((samples ?? step.BatchSize) * shape.Product))];
    }

    private static Dimensions Sample(Step step, int output) => step.OutputShapes[output].Slice(1, step.OutputShapes[output].Rank - 1);
}
