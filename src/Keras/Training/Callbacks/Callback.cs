namespace Keras.Callbacks;

/// <summary>What is called while a model trains, is evaluated or predicts. Derive from it and override the hooks of interest.</summary>
/// <remarks>
/// Logs hold the means so far, ordered by name; a value that a callback adds to an epoch's logs is seen by the callbacks after it, by
/// <see cref="History"/> and by the progress bar. Steps and epochs count from 0. Set <c>Model.StopTraining</c> to end training after the running step.
/// Source: <see href="https://keras.io/api/callbacks/base_callback/"/>.
/// </remarks>
/// <example><code>
/// class Stopper : Callback
/// {
///     public override void OnEpochEnd(int epoch, Logs logs) => Model.StopTraining = logs["loss"] &lt; 0.1;
/// }
/// </code></example>
public abstract class Callback
{
    private Model? _model;

    /// <summary>The model that runs.</summary>
    /// <exception cref="InvalidOperationException">The callback has not been passed to Fit, Evaluate or Predict yet.</exception>
    public Model Model
    {
        get => _model ?? throw new InvalidOperationException($"{GetType().Name} has no model yet; it gets one when it is passed to Fit, Evaluate or Predict.");
        internal set => _model = value;
    }

    /// <summary>How many epochs and steps there are, and how much is printed.</summary>
    public CallbackParams Params { get; internal set; } = new(0, 1, null);

    /// <summary>Whether it does anything when a step begins: otherwise nobody need be told.</summary>
    internal virtual bool WatchesStepBegins => Overrides(OnTrainBatchBegin, OnTestBatchBegin, OnPredictBatchBegin);

    /// <summary>Whether it does anything when a step of training or testing ends, or one of prediction.</summary>
    internal virtual bool WatchesStepEnds => Overrides(OnTrainBatchEnd, OnTestBatchEnd, OnPredictBatchEnd);

    private static bool Overrides(params ReadOnlySpan<Action<int, Logs>> hooks)
    {
        foreach (var hook in hooks)
        {
            if (hook.Method.DeclaringType != typeof(Callback))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Training begins.</summary>
    public virtual void OnTrainBegin(Logs logs)
    {
    }

    /// <summary>Training has ended; the logs are the last epoch's.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>An epoch begins.</summary>
    public virtual void OnEpochBegin(int epoch, Logs logs)
    {
    }

    /// <summary>An epoch has ended; the logs hold the validation's values, too, as <c>val_...</c>.</summary>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>A training step begins.</summary>
    public virtual void OnTrainBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A training step has ended.</summary>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Evaluation or validation begins.</summary>
    public virtual void OnTestBegin(Logs logs)
    {
    }

    /// <summary>Evaluation or validation has ended.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>A step of evaluation or validation begins.</summary>
    public virtual void OnTestBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A step of evaluation or validation has ended.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Prediction begins.</summary>
    public virtual void OnPredictBegin(Logs logs)
    {
    }

    /// <summary>Prediction has ended.</summary>
    public virtual void OnPredictEnd(Logs logs)
    {
    }

    /// <summary>A step of prediction begins.</summary>
    public virtual void OnPredictBatchBegin(int batch, Logs logs)
    {
    }

    /// <summary>A step of prediction has ended.</summary>
    public virtual void OnPredictBatchEnd(int batch, Logs logs)
    {
    }
}

/// <summary>What a callback is told of the call that it runs in.</summary>
/// <param name="Verbose">0, 1 or 2.</param>
/// <param name="Epochs">Epochs in all; 1 for evaluation and prediction.</param>
/// <param name="Steps">Steps an epoch; null when that is not known yet.</param>
public sealed record CallbackParams(int Verbose, int Epochs, int? Steps);
