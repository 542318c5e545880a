using Keras.Core;
using Keras.Saving;

namespace Keras.Losses;

/// <summary>How the losses of single samples become one number.</summary>
internal static class LossReduction
{
    private static readonly string[] Names = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none"];

    public static string Check(string className, string? reduction) => Names.Contains(reduction)
        ? reduction!
        : throw new ArgumentException($"{className}: unknown reduction '{reduction}'.{NearestName.Suggest(reduction ?? "", Names)}", nameof(reduction));

    /// <summary>
    /// Multiplies the values by the weights, leaves out those the mask does not hold, and adds them up; the means divide by the number of values (of those
    /// in the mask), "mean_with_sample_weight" by the sum of the weights.
    /// </summary>
    public static Value Apply(string reduction, Value values, Value? weight, Value? mask)
    {
        weight = WithMask(weight, mask, overAll: reduction is "mean" or "sum_over_batch_size");
        if (weight is not null)
        {
            (values, weight) = SameRank.Of(values, weight);
            values *= weight;
        }
        if (reduction == "none" || values.Rank == 0)
        {
            return values;
        }
        var sum = Op.Sum(values);
        return reduction switch
        {
            "sum" => sum,
            "mean_with_sample_weight" when weight is not null => DivideNoNaN(sum, Op.Sum(weight)),
            _ => sum * (1.0 / values.Shape.Product),
        };
    }

    /// <summary>Weights that are 0 outside the mask; <paramref name="overAll"/> raises the others so that a mean over all is one over those in the mask.</summary>
    private static Value? WithMask(Value? weight, Value? mask, bool overAll)
    {
        if (mask is null)
        {
            return weight;
        }
        var factor = Op.Cast(mask, KerasDType.Float32);
        if (overAll)
        {
            factor *= DivideNoNaN(mask.Shape.Product, Op.Sum(factor));
        }
        if (weight is null)
        {
            return factor;
        }
        (factor, weight) = SameRank.Of(factor, weight);
        return weight * factor;
    }

    private static Value DivideNoNaN(Value dividend, Value divisor)
    {
        var isZero = Op.Equal(divisor, 0);
        return Op.Select(isZero, 0, dividend / Op.Select(isZero, 1, divisor));
    }
}
