using Keras.Core;

namespace Keras.Training;

/// <summary>Looks for the first NaN in data, once a loss has become one.</summary>
internal static class NaNSearch
{
    /// <summary>"input 'x', first at sample 3, element (0, 2)"; null when the data hold none.</summary>
    public static string? Find(Model model, SampleArrays arrays, int start, int count)
    {
        for (int i = 0; i < arrays.Inputs.Length; i++)
        {
            if (Find(arrays.Inputs[i], start, count) is { } place)
            {
                return $"input '{model.InputNames[i]}' ({place})";
            }
        }
        for (int i = 0; i < arrays.Targets.Length; i++)
        {
            if (arrays.Targets[i] is { } target && Find(target, start, count) is { } place)
            {
                return $"targets of output '{model.OutputNames[i]}' ({place})";
            }
        }
        return null;
    }

    private static string? Find(ArrayView view, int start, int count)
    {
        if (!view.DType.IsFloating)
        {
            return null;
        }
        var sample = new double[view.SampleShape.Product];
        for (int row = start; row < start + count; row++)
        {
            view.Gather([row], sample.AsSpan());
            int at = sample.AsSpan().IndexOf(double.NaN);
            if (at >= 0)
            {
                return $"first at sample {row}, element {Place(at, view.SampleShape)}";
            }
        }
        return null;
    }

    private static Dimensions Place(int at, Dimensions shape)
    {
        var place = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            place[axis] = at % shape[axis];
            at /= shape[axis];
        }
        return new(place);
    }
}
