using Keras.Core;
using NumSharp;

namespace Keras;

/// <summary>Computes on arrays at once what is otherwise recorded for a model: a loss, an update of a metric.</summary>
internal static class Immediate
{
    /// <summary>Records for the arrays' shapes, runs, stores the updates, and gives back the result, where there is one.</summary>
    public static NDArray? Run(ReadOnlySpan<ArrayView> data, Func<CallContext, Value[], Value?> record)
    {
        var views = data.ToArray();
        var inputs = Array.ConvertAll(views, view => new Input("data", view.Shape, Config.Floatx).Apply());
        var context = new CallContext(training: false);
        var result = record(context, inputs);
        return EagerGraph.Run(new Graph(inputs, result is null ? [] : [result], [.. context.Updates]), views, Config.Floatx);
    }

    /// <summary>The one array that data must be here.</summary>
    /// <exception cref="ArgumentException">Several arrays are given, a single number, or an array without elements.</exception>
    public static ArrayView One(string owner, string argument, ArrayLike data) => OneOrNumber(owner, argument, data) is { Shape.Rank: > 0 } view
        ? view
        : throw new ArgumentException($"{owner}: expected an array as {argument}, received a single number. Use an array of shape (1,) for one sample.", argument);

    /// <summary>The one array or number that data must be here.</summary>
    /// <exception cref="ArgumentException">Several arrays are given, or one without elements.</exception>
    public static ArrayView OneOrNumber(string owner, string argument, ArrayLike data)
    {
        ArgumentNullException.ThrowIfNull(data, argument);
        return data.View switch
        {
            null => throw new ArgumentException($"{owner}: expected one array as {argument}, received several: {data}. Compare them one by one.", argument),
            { Shape.Product: 0 } empty => throw new ArgumentException($"{owner}: {argument} has no elements; received shape {empty.Shape}.", argument),
            var view => view,
        };
    }
}
