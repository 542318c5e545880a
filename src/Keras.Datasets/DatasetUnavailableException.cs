namespace Keras.Datasets;

/// <summary>
/// A data set is neither in the cache nor to be had by download. The message, one line, says why and what to do.
/// </summary>
/// <remarks>
/// Programs that can do with less catch it and go on:
/// <code>
/// try { data = Mnist.LoadData(); }
/// catch (DatasetUnavailableException error)
/// {
///     Console.WriteLine($"{error.Reason} Using the sample of 10,000 digits.");
///     data = Mnist.LoadSample();
/// }
/// </code>
/// </remarks>
public sealed class DatasetUnavailableException : IOException
{
    internal DatasetUnavailableException(string reason, string remedy, Exception? cause = null) : base($"{reason} {remedy}", cause) => Reason = reason;

    /// <summary>Why, in one sentence: the message without what to do.</summary>
    public string Reason { get; }
}
