using Keras.Training;

namespace Keras.Backends;

/// <summary>A call of <c>Fit</c>.</summary>
/// <param name="Data">The epochs' batches.</param>
/// <param name="Epochs">The epoch to end before.</param>
/// <param name="InitialEpoch">The epoch to begin with.</param>
/// <param name="Validation">The validation's batches; null for none.</param>
/// <param name="ValidationFrequency">Validate after every so many epochs.</param>
/// <param name="Callbacks">Who is told.</param>
/// <param name="Cancellation">Ends the call after the running step.</param>
internal sealed record FitRequest(EpochIterator Data, int Epochs, int InitialEpoch, EpochIterator? Validation, int ValidationFrequency, CallbackList Callbacks, CancellationToken Cancellation);

/// <summary>A call of <c>Evaluate</c>.</summary>
internal sealed record EvaluateRequest(EpochIterator Data, CallbackList Callbacks, CancellationToken Cancellation);

/// <summary>A call of <c>Predict</c>.</summary>
/// <param name="Data">The batches.</param>
/// <param name="Samples">How many samples there will be; null when that is not known.</param>
/// <param name="Callbacks">Who is told.</param>
/// <param name="Cancellation">Ends the call after the running step.</param>
internal sealed record PredictRequest(EpochIterator Data, int? Samples, CallbackList Callbacks, CancellationToken Cancellation);
