using Keras.Core;
using NumSharp;

namespace Keras.Training;

/// <summary>Gathers the outputs of steps into one array an output.</summary>
internal sealed class PredictionWriter(Model model, int? samples)
{
    private NDArray[]? _outputs;
    private Dimensions[] _shapes = [];
    private int _count;

    /// <summary>The outputs of one step, copied.</summary>
    public static NDArray[] Copy(Step step) => [.. step.OutputShapes.Select((_, i) => step.ToArray(i))];

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
            int size = sample.Product, rows = (int)_outputs[i].shape[0];
            if (rows < _count + step.BatchSize)
            {
                _outputs[i] = Resize(_outputs[i], i, Math.Max(_count + step.BatchSize, 2 * rows));
            }
            step.CopyOutput(i, _outputs[i], _count * size);
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
        return [.. _outputs.Select((output, i) => output.shape[0] == _count ? output : Resize(output, i, _count))];
    }

    private NDArray[] Begin(Step step)
    {
        _shapes = [.. step.OutputShapes.Select((_, i) => Sample(step, i))];
        return [.. _shapes.Select(shape => NDArrays.Empty(step.DType, [samples ?? step.BatchSize, .. shape]))];
    }

    /// <summary>The samples so far in an array of so many.</summary>
    private NDArray Resize(NDArray output, int index, int rows)
    {
        var resized = NDArrays.Empty(NDArrays.DTypeOf(output.typecode)!.Value, [rows, .. _shapes[index]]);
        if (output.typecode == NPTypeCode.Double)
        {
            Copy<double>(output, resized, _count * _shapes[index].Product);
        }
        else
        {
            Copy<float>(output, resized, _count * _shapes[index].Product);
        }
        return resized;
    }

    private static void Copy<T>(NDArray from, NDArray to, int count) where T : unmanaged => NDArrays.Elements<T>(from)[..count].CopyTo(NDArrays.Elements<T>(to));

    private static Dimensions Sample(Step step, int output) => step.OutputShapes[output].Slice(1, step.OutputShapes[output].Rank - 1);
}
