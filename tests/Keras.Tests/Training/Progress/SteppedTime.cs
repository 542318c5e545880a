namespace Keras.Tests.Training;

/// <summary>A clock that stands still until a test sets it, in ticks of 1/128 s.</summary>
internal sealed class SteppedTime : TimeProvider
{
    public long Ticks { get; set; }

    public override long TimestampFrequency => 128;

    public override long GetTimestamp() => Ticks;
}
