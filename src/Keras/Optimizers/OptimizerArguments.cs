using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Optimizers;

/// <summary>The arguments that all of Keras's optimizers share.</summary>
internal sealed record OptimizerArguments(double? WeightDecay = null, double? Clipnorm = null, double? Clipvalue = null, double? GlobalClipnorm = null,
    bool UseEma = false, double EmaMomentum = 0.99, int? EmaOverwriteFrequency = null, double? LossScaleFactor = null, int? GradientAccumulationSteps = null, string? Name = null)
{
    public void Check(string className)
    {
        if (new[] { Clipnorm, Clipvalue, GlobalClipnorm }.Count(argument => argument is not null) > 1)
        {
            throw new ArgumentException($"{className}: only one of clipnorm, clipvalue and globalClipnorm can be set. Received: clipnorm={Show(Clipnorm)}, clipvalue={Show(Clipvalue)}, globalClipnorm={Show(GlobalClipnorm)}.");
        }
        Positive(Clipnorm, "clipnorm");
        Positive(Clipvalue, "clipvalue");
        Positive(GlobalClipnorm, "globalClipnorm");
        Positive(LossScaleFactor, "lossScaleFactor");
        if (WeightDecay is not null and not >= 0)
        {
            throw new ArgumentException($"{className}: expected a weightDecay of 0 or more, received {WeightDecay}.");
        }
        if (GradientAccumulationSteps < 2)
        {
            throw new ArgumentException($"{className}: expected gradientAccumulationSteps of 2 or more, received {GradientAccumulationSteps}. Leave it out to update at every step.");
        }
        if (EmaMomentum is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"{className}: expected an emaMomentum from 0 to 1, received {EmaMomentum}.");
        }
        if (EmaOverwriteFrequency < 1)
        {
            throw new ArgumentException($"{className}: expected an emaOverwriteFrequency of 1 or more, received {EmaOverwriteFrequency}.");
        }
        if (Name is "")
        {
            throw new ArgumentException($"{className}: a name must not be empty.");
        }

        void Positive(double? value, string name)
        {
            if (value is not null and not > 0)
            {
                throw new ArgumentException($"{className}: expected a {name} greater than 0, received {value}. Leave it out to do without.");
            }
        }
        static string Show(double? value) => value?.ToString() ?? "null";
    }

    public static OptimizerArguments Read(ConfigReader config) => new(config.OptionalDouble("weight_decay"), config.OptionalDouble("clipnorm"), config.OptionalDouble("clipvalue"), config.OptionalDouble("global_clipnorm"),
        config.Node("use_ema") is not null && config.Bool("use_ema"), config.OptionalDouble("ema_momentum") ?? 0.99, config.OptionalInt("ema_overwrite_frequency"),
        config.OptionalDouble("loss_scale_factor"), config.OptionalInt("gradient_accumulation_steps"), config.Name);

    public void Write(JsonObject config)
    {
        config["weight_decay"] = PythonNumber.Float(WeightDecay);
        config["clipnorm"] = PythonNumber.Float(Clipnorm);
        config["global_clipnorm"] = PythonNumber.Float(GlobalClipnorm);
        config["clipvalue"] = PythonNumber.Float(Clipvalue);
        config["use_ema"] = UseEma;
        config["ema_momentum"] = PythonNumber.Float(EmaMomentum);
        config["ema_overwrite_frequency"] = EmaOverwriteFrequency;
        config["loss_scale_factor"] = PythonNumber.Float(LossScaleFactor);
        config["gradient_accumulation_steps"] = GradientAccumulationSteps;
    }
}
