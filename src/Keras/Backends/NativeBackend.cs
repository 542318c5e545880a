using Keras.Core;
using Keras.Training;
using NumSharp;

namespace Keras.Backends;

/// <summary>The built-in engine: Keras's loops around compiled steps.</summary>
internal sealed class NativeBackend(Model model) : IModelBackend
{
    private readonly StepCache _steps = new(model);
    private readonly PredictionSteps _predictions = new(model);
    private CompileArguments? _arguments;
    private CompiledModel? _compiled;

    /// <summary>The model with what it was compiled with; of a chain without an input, once it has met data.</summary>
    private CompiledModel Compiled
    {
        get
        {
            _compiled ??= new CompiledModel(model, _arguments!);
            _compiled.CheckUnchanged();
            return _compiled;
        }
    }

    public void Compile(CompileArguments arguments)
    {
        var compiled = model is Sequential { HasGraph: false } ? null : new CompiledModel(model, arguments);
        (_arguments, _compiled) = (arguments, compiled);
        _steps.ForgetCompiled();
    }

    public void Fit(FitRequest request)
    {
        var (data, callbacks, compiled) = (request.Data, request.Callbacks, Compiled);
        bool warned = false;
        var epochLogs = new Logs();
        request.Cancellation.ThrowIfCancellationRequested();
        callbacks.OnTrainBegin();
        for (int epoch = request.InitialEpoch; epoch < request.Epochs; epoch++)
        {
            ResetMetrics();
            callbacks.OnEpochBegin(epoch);
            data.Begin();
            while (data.TryBeginExecution())
            {
                callbacks.OnTrainBatchBegin(data.FirstStep);
                while (data.TryNext(out var batch))
                {
                    _steps.Get(StepKind.Train, compiled, batch).Run(batch);
                    warned = warned || WarnOfNaN(data.Source, batch);
                }
                callbacks.OnTrainBatchEnd(data.LastStep, StepLogs(callbacks));
                request.Cancellation.ThrowIfCancellationRequested();
                if (model.StopTraining)
                {
                    break;
                }
            }
            epochLogs = new Logs();
            compiled.ReadByName(epochLogs);
            if (request.Validation is { } validation && (epoch + 1) % request.ValidationFrequency == 0)
            {
                foreach (var (name, value) in Test(validation, callbacks, request.Cancellation))
                {
                    epochLogs[$"val_{name}"] = value;
                }
                epochLogs.SortByName();
            }
            callbacks.OnEpochEnd(epoch, epochLogs);
            if (model.StopTraining)
            {
                break;
            }
        }
        if (request.Epochs > 0)
        {
            compiled.Arguments.Optimizer.FinalizeVariables();
        }
        callbacks.OnTrainEnd(epochLogs);
    }

    public Logs Evaluate(EvaluateRequest request)
    {
        Test(request.Data, request.Callbacks, request.Cancellation);
        return ListLogs();
    }

    public NDArray[] Predict(PredictRequest request)
    {
        var (data, callbacks) = (request.Data, request.Callbacks);
        var predictions = new PredictionWriter(model, request.Samples);
        callbacks.OnPredictBegin();
        data.BeginAnew();
        while (data.TryBeginExecution())
        {
            callbacks.OnPredictBatchBegin(data.FirstStep);
            while (data.TryNext(out var batch))
            {
                var step = _predictions.Take(batch.Arrays.Signature, batch.Count);
                try
                {
                    step.Run(batch, _predictions.IsCrowded);
                    predictions.Write(step);
                }
                finally
                {
                    _predictions.Return(step);
                }
            }
            callbacks.OnPredictBatchEnd(data.LastStep);
            request.Cancellation.ThrowIfCancellationRequested();
        }
        callbacks.OnPredictEnd();
        return predictions.ToArrays();
    }

    public (Logs Logs, NDArray[] Outputs) TrainOnBatch(SampleArrays batch, bool outputs)
    {
        ResetMetrics();
        var step = Run(outputs ? StepKind.TrainAndPredict : StepKind.Train, batch);
        return (ListLogs(), outputs ? PredictionWriter.Copy(step) : []);
    }

    public Logs TestOnBatch(SampleArrays batch)
    {
        ResetMetrics();
        Run(StepKind.Test, batch);
        return ListLogs();
    }

    public NDArray[] PredictOnBatch(SampleArrays arrays)
    {
        var (_, batch) = Whole(arrays);
        var step = _predictions.Take(arrays.Signature, batch.Count);
        try
        {
            step.Run(batch, _predictions.IsCrowded);
            return PredictionWriter.Copy(step);
        }
        finally
        {
            _predictions.Return(step);
        }
    }

    public void Predict(SampleLayout layout, ReadOnlySpan<float> x, Span<float> output)
    {
        // In Keras's batches, so that the bits are those of Predict on arrays.
        const int BatchSize = 32;
        int samples = x.Length / layout.InputLength;
        for (int done = 0; done < samples; done += BatchSize)
        {
            int count = Math.Min(BatchSize, samples - done);
            var step = _predictions.Take(layout.Signature, count);
            try
            {
                step.Run(x.Slice(done * layout.InputLength, count * layout.InputLength), _predictions.IsCrowded);
                step.CopyOutput(0, output[(done * layout.OutputLength)..]);
            }
            finally
            {
                _predictions.Return(step);
            }
        }
    }

    public void ResetMetrics() => _compiled?.ResetMetrics();

    public bool? Increases(string logName) => _compiled?.Increases(logName);

    private Step Run(StepKind kind, SampleArrays arrays)
    {
        var (batches, batch) = Whole(arrays);
        var step = _steps.Get(kind, Compiled, batch);
        step.Run(batch);
        WarnOfNaN(batches, batch);
        return step;
    }

    /// <summary>All samples as one batch.</summary>
    private static (ArrayBatches Batches, Batch Batch) Whole(SampleArrays arrays)
    {
        var batches = new ArrayBatches(arrays, arrays.Count);
        batches.Restart();
        batches.TryNext(out var batch);
        return (batches, batch);
    }

    /// <summary>Runs an epoch of tests and returns its values by name.</summary>
    private Logs Test(EpochIterator data, CallbackList callbacks, CancellationToken cancellation)
    {
        var compiled = Compiled;
        callbacks.OnTestBegin();
        ResetMetrics();
        data.BeginAnew();
        while (data.TryBeginExecution())
        {
            callbacks.OnTestBatchBegin(data.FirstStep);
            while (data.TryNext(out var batch))
            {
                _steps.Get(StepKind.Test, compiled, batch).Run(batch);
            }
            callbacks.OnTestBatchEnd(data.LastStep, StepLogs(callbacks));
            cancellation.ThrowIfCancellationRequested();
        }
        var logs = new Logs();
        compiled.ReadByName(logs);
        callbacks.OnTestEnd(logs);
        return logs;
    }

    private Logs StepLogs(CallbackList callbacks)
    {
        var logs = callbacks.StepLogs();
        if (callbacks.WantsStepLogs)
        {
            Compiled.ReadByName(logs);
        }
        return logs;
    }

    private Logs ListLogs()
    {
        var logs = new Logs();
        Compiled.ReadInListOrder(logs);
        return logs;
    }

    /// <summary>Says once where the data hold a NaN, when the loss has become one; true when the data were looked through.</summary>
    private bool WarnOfNaN(BatchSource source, in Batch batch)
    {
        if (!double.IsNaN(Compiled.Loss))
        {
            return false;
        }
        if (source.FindNaN(model, batch) is { } place)
        {
            Warnings.Write($"Model '{model.Name}': the loss is NaN because the data hold NaN: {place}. Training goes on; TerminateOnNaN() would end it.");
        }
        return true;
    }
}
