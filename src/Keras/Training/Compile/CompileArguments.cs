using Keras.Optimizers;

namespace Keras.Training;

/// <summary>What <c>Compile</c> was given, as it was given.</summary>
internal sealed record CompileArguments(Optimizer Optimizer, LossArgument? Loss, LossWeights? LossWeights, MetricsArgument? Metrics, MetricsArgument? WeightedMetrics, int StepsPerExecution);
