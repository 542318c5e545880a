using System.Globalization;

namespace Keras.Callbacks;

/// <summary>Ends training when the loss becomes NaN or infinite.</summary>
/// <remarks>Source: <see href="https://keras.io/api/callbacks/terminate_on_nan/"/>.</remarks>
/// <param name="raiseError">Throw at once instead of ending training in order.</param>
public sealed class TerminateOnNaN(bool raiseError = false) : Callback
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is NaN or infinite, and raiseError is true.</exception>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (!logs.TryGetValue("loss", out double loss) || double.IsFinite(loss))
        {
            return;
        }
        if (raiseError)
        {
            throw new InvalidOperationException($"NaN or Inf loss encountered at batch {batch}. Loss value: {loss.ToString(CultureInfo.InvariantCulture)}. Terminating training immediately.");
        }
        Console.WriteLine($"Batch {batch}: Invalid loss, terminating training");
        Model.StopTraining = true;
    }
}
