namespace Keras.Datasets;

/// <summary>An attempt to fetch a file failed.</summary>
/// <param name="reason">Why, in a clause that goes on after "…: ".</param>
/// <param name="isPassing">Whether another attempt may end otherwise.</param>
/// <param name="cause">What was thrown.</param>
internal sealed class TransferException(string reason, bool isPassing, Exception? cause = null) : Exception(reason, cause)
{
    public bool IsPassing { get; } = isPassing;
}
