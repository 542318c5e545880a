using Keras.Core;
using Keras.Losses;

namespace Keras.Training;

/// <summary>Chooses the cross-entropy that <c>"crossentropy"</c> stands for: binary for an output of size one, sparse for whole-number labels, else categorical.</summary>
internal static class AutomaticLoss
{
    public static Loss Choose(Dimensions target, Dimensions prediction) =>
        prediction.Rank > 0 && prediction[-1] == 1 ? "binary_crossentropy"
        : target.Rank < prediction.Rank || (target[-1] == 1 && prediction[-1] > 1) ? "sparse_categorical_crossentropy"
        : "categorical_crossentropy";
}
