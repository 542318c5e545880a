namespace Keras.Training;

/// <summary>
/// Cuts a source's batches into epochs and executions as Keras does: an epoch is one pass, or <c>stepsPerEpoch</c> batches going on where
/// the last one stopped; an execution is <c>stepsPerExecution</c> batches between two calls of callbacks.
/// </summary>
internal sealed class EpochIterator(BatchSource source, int? stepsPerEpoch, int stepsPerExecution)
{
    private Batch _peeked;
    private bool _hasPeeked;
    private int _step;
    private int _left;

    public BatchSource Source { get; } = source;

    /// <summary>The steps that were asked for; null for whole passes.</summary>
    public int? StepsPerEpoch { get; } = stepsPerEpoch;

    /// <summary>The batches of an epoch, when known.</summary>
    public int? Steps { get; } = stepsPerEpoch ?? source.Count;

    /// <summary>The number of the execution's first batch.</summary>
    public int FirstStep { get; private set; }

    /// <summary>The number of the execution's last batch, also when there are fewer left.</summary>
    public int LastStep => FirstStep + stepsPerExecution - 1;

    /// <summary>Begins an epoch with a new pass, whatever went before.</summary>
    public void BeginAnew()
    {
        Source.Restart();
        _hasPeeked = false;
        _step = 0;
    }

    /// <summary>Begins an epoch: a new pass, unless the number of steps is set and the last pass is not at its end.</summary>
    public void Begin()
    {
        _step = 0;
        if (StepsPerEpoch is null || !Peek())
        {
            BeginAnew();
        }
    }

    /// <summary>Begins the next execution; false at the epoch's end.</summary>
    public bool TryBeginExecution()
    {
        if (_step >= StepsPerEpoch)
        {
            return false;
        }
        if (!Peek())
        {
            if (StepsPerEpoch is { } steps)
            {
                Warnings.Write($"The data ended after {_step} of {steps} steps of an epoch; the epoch ends here, and the next one begins with the first batch. Pass fewer stepsPerEpoch, or more data.");
            }
            return false;
        }
        FirstStep = _step;
        _step += stepsPerExecution;
        _left = stepsPerExecution;
        return true;
    }

    /// <summary>The execution's next batch.</summary>
    public bool TryNext(out Batch batch)
    {
        if (_left == 0 || !Peek())
        {
            batch = default;
            return false;
        }
        _left--;
        batch = _peeked;
        _hasPeeked = false;
        return true;
    }

    private bool Peek() => _hasPeeked || (_hasPeeked = Source.TryNext(out _peeked));
}
