using Keras.Losses;

namespace Keras.Training;

/// <summary>The loss of one output: which, and what it is multiplied by.</summary>
/// <param name="Output">The output's place.</param>
/// <param name="Name">The output's name.</param>
/// <param name="Identifier">The name to choose a loss by once shapes are known.</param>
/// <param name="Loss">The loss; null while it is to be chosen.</param>
/// <param name="Weight">The factor.</param>
internal sealed record OutputLoss(int Output, string Name, string? Identifier, Loss? Loss, double? Weight);
