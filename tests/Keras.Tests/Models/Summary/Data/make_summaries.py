"""Writes summaries.json: models as trees of what a summary needs, and the texts that Keras 3.15 prints of them.

Run with: KERAS_BACKEND=jax python make_summaries.py GOLDENS, where GOLDENS holds texts/ and keras/models/.
"""
import contextlib, hashlib, io, json, os, re, sys

here = os.path.dirname(os.path.abspath(__file__))
goldens = sys.argv[1]
exec(open(os.path.join(goldens, "texts", "models.txt")).read())
from keras.src.utils import summary_utils
from rich.style import Style


class Pair(L.Layer):
    """Two outputs, a weight and none trainable."""

    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], 2), trainable=False)
        self.built = True

    def call(self, x):
        return x @ self.w, x


class Wrapper(Model):
    """A model of attributes, not of a graph."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.first = L.Dense(4, name="first")
        self.second = Sequential([L.Dense(3), L.Dropout(0.1)], name="second")

    def call(self, x):
        return self.second(self.first(x))


def shared():
    i = Input((4,), name="x"); d = L.Dense(4, name="again")
    return Model(i, d(d(i)), name="shared")


def residual():
    i = Input((16,), name="x"); h = L.Dense(16, activation="relu", name="dense_of_a_long_name_that_does_not_fit")(i)
    return Model(i, L.Activation("relu", name="relu")(L.Add(name="sum")([i, h, i])), name="residual")


def operations():
    i = Input((4,), name="x")
    return Model(i, keras.ops.sin(i) * 2.0 + L.Dense(4, name="d")(i), name="operations")


def pair():
    i = Input((4,), name="x"); a, b = Pair(name="pair")(i)
    return Model(i, [L.Dense(2, name="left")(a), b], name="pair_of_outputs")


def deep():
    inner = Model((z := Input((3,), name="z")), L.Dense(3, name="innermost")(z), name="inner")
    middle = Sequential([Input((3,)), inner, L.Dense(2, name="after")], name="middle")
    i = Input((3,), name="x")
    return Model(i, middle(i), name="deep")


def inner_tensor():
    model = dense()
    return Model(model.input, model.get_layer("code_layer").output, name="encoder")


def twice():
    side = Sequential([Input((4,)), L.Dense(4, name="tied")], name="side"); a, b = Input((4,), name="a"), Input((4,), name="b")
    return Model([a, b], L.Subtract(name="minus")([side(a), side(b)]), name="siamese")


def trained(model, *arguments):
    model.compile(*arguments)
    model.optimizer.build(model.trainable_variables)
    return model


def frozen():
    model = conv(); model.layers[1].trainable = False
    return model


def bracketed():
    return Sequential([Input((4,)), L.Dense(3, name="a[b] [c] layer"), L.Dense(2, name="編碼器的名字很長"), L.Dense(2, name="über·größe")], name="a [bold] name")


def partly_built():
    model = Sequential([L.Dense(2), L.Flatten(), L.LSTM(3), L.BatchNormalization()]); model.layers[0].build((None, 3))
    return model


def wrapper():
    model = Wrapper(name="wrapper"); model(np.zeros((1, 5), "float32"))
    return model


def mixed():
    return Sequential([Input((4,)), L.Dense(3, dtype="float16"), L.Dense(384, dtype="float64"), L.BatchNormalization()], name="mixed")


def large():
    return Sequential([Input((2000,), batch_size=7), L.Dense(700, name="big"), L.Dense(1, use_bias=False)], name="large")


def rank_zero():
    i = Input((), name="scalar"); j = Input((None, None, 3), name="image")
    return Model([i, j], [L.Rescaling(2.0, name="scaled")(i), L.GlobalAveragePooling2D(name="pooled")(j)], name="ranks")


plain = {f.__name__: f for f in (dense, conv, branches, nested, sequential, small, shared, residual, operations, pair, deep, inner_tensor, twice, frozen, bracketed, partly_built, wrapper, mixed, large, rank_zero)}
plain["compiled"] = lambda: trained(small(), "adam", "mse")
plain["compiled_nested"] = lambda: trained(nested(), keras.optimizers.SGD(0.1, momentum=0.9), "mse")
plain["compiled_unbuilt"] = lambda: (m := small(), m.compile("adam", "mse"))[0]


def tree(model):
    """The model as the walk over it sees it, nodes by number."""
    graph = isinstance(model, keras.src.models.Functional) and not isinstance(model, Sequential)
    numbers = {}

    def node(n):
        return numbers.setdefault(id(n), len(numbers))

    def shapes(layer):
        if layer._inbound_nodes:
            return [list(t.shape) for t in layer._inbound_nodes[-1].output_tensors]
        if not layer._build_shapes_dict:
            return None
        try:
            return [list(layer.compute_output_shape(**layer._build_shapes_dict))]
        except NotImplementedError:
            return None

    def one(layer):
        return {
            "name": layer.name, "class": type(layer).__name__, "shapes": shapes(layer),
            "parameters": 0 if not hasattr(layer, "built") else layer.count_params() if layer.built else None,
            "weights": len(getattr(layer, "weights", [])), "trainable": getattr(layer, "trainable", True),
            "nodes": [[node(n), [[t._keras_history.operation.name, t._keras_history.node_index, t._keras_history.tensor_index] for t in n.input_tensors]] for n in layer._inbound_nodes],
            "layers": [one(inner) for inner in getattr(layer, "layers", None) or []],
        }

    def weights(list_):
        return [summary_utils.count_params(list_), summary_utils.weight_memory_size(list_)]

    return {
        "name": model.name,
        "layers": [one(layer) for layer in (model._operations if graph else model.layers)],
        "depths": [[node(n) for n in v] for v in model._nodes_by_depth.values()] if graph else None,
        "trainable": weights(getattr(model, "_collected_trainable_weights", model.trainable_weights)),
        "non_trainable": weights(model.non_trainable_weights),
        "optimizer": weights(model.optimizer.variables) if model.compiled and model.optimizer and model.optimizer.built else None,
    }


def text(model, columns, environment=None, **options):
    out = io.StringIO()
    names = ("COLUMNS", "FORCE_COLOR", "TERM", "COLORTERM", "NO_COLOR")
    for name in names:
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = str(columns)
    os.environ.update(environment or {})
    # rich keeps a style's codes of the first terminal it was shown on.
    Style.parse.cache_clear(), Style._add.cache_clear()
    with contextlib.redirect_stdout(out):
        try:
            model.summary(**options)
        except ValueError as error:
            return "error: " + str(error).split(".")[0]
    return out.getvalue()


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


models, cases, sweeps = {}, [], []


def add(name, model, texts, expected=None):
    models[name] = tree(model)
    for columns, options, environment in texts:
        got = text(model, columns, environment, **options)
        if expected is not None and got != expected:
            sys.exit(f"{name} at {columns} {options}: not the golden text\n{got}\n{expected}")
        cases.append({"model": name, "columns": columns, "options": options, "environment": environment or {}, "text": got})


def sweep(name, model, over, widths, print_, options):
    sweeps.append({"model": name, "options": options, "over": over, "first": widths.start, "step": widths.step, "digests": [digest(print_(width)) for width in widths]})


# The golden texts.
for file in sorted(os.listdir(os.path.join(goldens, "texts"))):
    if not file.startswith("summary_") or not file.endswith(".json"):
        continue
    given = json.load(open(os.path.join(goldens, "texts", file)))
    keras.backend.clear_session()
    seen = {}
    keras.Model.summary, original = (lambda self, **options: seen.update(model=self, options=options)), keras.Model.summary
    exec(given["code"])
    keras.Model.summary = original
    add(file[:-5], seen["model"], [(given["columns"], seen["options"], None)], open(os.path.join(goldens, "texts", file.replace(".json", ".txt"))).read())
for file in sorted(os.listdir(os.path.join(goldens, "keras", "models"))):
    if not file.endswith(".json"):
        continue
    given = json.load(open(os.path.join(goldens, "keras", "models", file)))
    model = keras.models.model_from_json(given["model"] if isinstance(given["model"], str) else json.dumps(given["model"]))
    name = "models/" + file[:-5]
    add(name, model, [(80, {}, None)], given["summary"])
    add(name, model, [(80, {"line_length": 120}, None)], given["summary_120"])
    add(name, model, [(80, {"line_length": 100, "expand_nested": True, "show_trainable": True}, None)], given["summary_wide_nested"])

# Further models: one text in full, with its styles on a terminal, and the digest of every width.
everything = {"expand_nested": True, "show_trainable": True}
colored = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
for name, make in plain.items():
    keras.backend.clear_session()
    model = make()
    add(name, model, [(90, everything, None), (46, everything, colored)])
    for options, step in (({}, 1), (everything, 3), ({"positions": [0.5, 0.7, 0.85, 1.0]}, 7)):
        sweep(name, model, "columns", range(24, 137, step), lambda width: text(model, width, **options), options)
    sweep(name, model, "line_length", range(12, 137, 5), lambda width: text(model, 80, line_length=width, show_trainable=True), {"show_trainable": True})

keras.backend.clear_session()
add("colors", frozen(), [(60, {"show_trainable": True}, {"FORCE_COLOR": "1"} | e) for e in (
    {"TERM": "xterm"}, {"TERM": "xterm", "COLORTERM": "truecolor"}, {"TERM": "dumb"}, {"TERM": "xterm-16color"},
    {"TERM": "xterm-kitty"}, {"TERM": "xterm-256color", "NO_COLOR": "1"}, {"TERM": "xterm-256color", "FORCE_COLOR": ""})])
add("ranges", dense(), [(70, {"layer_range": r}, None) for r in (
    ["hidden_layer_2", "code_layer"], ["code_layer", "hidden_layer_4$"], ["hidden_layer_1", "hidden_layer_1"], [".*", "input"], ["output", "output"])])
add("positions", branches(), [(80, {"positions": p} | o, None) for p in ([0.2, 0.4, 0.6, 0.8], [0.1, 0.2, 0.3, 1.0], [1, 2, 3, 4], [0.45, 0.6, 0.7, 1.5])
    for o in ({}, {"line_length": 60}, {"show_trainable": True})])
line = json.dumps({"models": models, "cases": cases, "sweeps": sweeps}, ensure_ascii=False, separators=(",", ":"))
line = re.sub(r'\},\{"model"', '},\n{"model"', line).replace('"cases":', '\n"cases":').replace('"sweeps":', '\n"sweeps":')
open(os.path.join(here, "summaries.json"), "w", encoding="utf-8").write(line + "\n")
print(len(models), len(cases), len(sweeps))
