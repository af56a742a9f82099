"""Answers to the exercises of lesson 13."""

from tests.bank import Exercise, Wrong, function

INPUT, OUTPUT = "keras.Input((X.shape[1],))", "keras.layers.Dense(1)"
HIDDEN = 'keras.layers.Dense(64, "relu", kernel_regularizer=keras.regularizers.L2(lam))'
DROPOUT = "keras.layers.Dropout(rate)"
SIGMOID = 'layers.Dense(1, "sigmoid")'
ROWS, RELU = "Input((X.shape[1],))", 'layers.Dense(32, "relu")'


def _flat(*body: str, end: str = "return flat") -> str:
    return function(
        "keras_weights(weights, biases)",
        "flat = []",
        "for W, b in zip(weights, biases):",
        *("    " + line for line in body),
        end,
    )


def _model(*layers: str) -> str:
    return "keras.Sequential([" + ", ".join(layers) + "])"


def _classify(
    layers: tuple[str, ...] = ("Input((X.shape[1],))", 'layers.Dense(32, "relu")', SIGMOID),
    compiled: str = 'optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"]',
    fitted: str = "batch_size=batch_size, epochs=20, validation_split=0.2, verbose=0",
    end: str = "return model, history",
) -> str:
    return function(
        "classify(X, y, batch_size)",
        f"model = {_model(*(f'keras.{layer}' for layer in layers))}",
        f"model.compile({compiled})",
        f"history = model.fit(X, y, {fitted})",
        end,
    )


def _layers(*layers: str) -> str:
    """Return `train` with these layers."""
    return _train(model=_model(*layers))


def _train(
    compiled: str = 'optimizer="adam", loss="mse"',
    stopper: str = "patience=patience, restore_best_weights=True",
    fitted: str = "batch_size=64, epochs=100, validation_split=0.2, callbacks=[stopper], verbose=0",
    end: str = "return model, history",
    model: str = "",
) -> str:
    return function(
        "train(X, y, rate, lam, patience)",
        f"model = {model or _model(INPUT, HIDDEN, DROPOUT, OUTPUT)}",
        f"model.compile({compiled})",
        f"stopper = keras.callbacks.EarlyStopping({stopper})",
        f"history = model.fit(X, y, {fitted})",
        end,
    )


def _dropout(train: str, test: str) -> str:
    return function(
        "mend_dropout(a, mask, rate, training)",
        "if training:",
        f"    return {train}",
        f"return {test}",
    )


INVERTED = "a * mask / (1 - rate)"

EXERCISES = {
    "keras_weights": Exercise(
        right={
            "pairs": _flat("flat += [W.T, b]"),
            "comprehension": function(
                "keras_weights(weights, biases)",
                "return [part for W, b in zip(weights, biases) for part in (W.T, b)]",
            ),
            "index, float32": function(
                "keras_weights(weights, biases)",
                "flat = []",
                "for i in range(len(weights)):",
                "    flat.append(np.transpose(weights[i]).astype(np.float32))",
                "    flat.append(np.float32(biases[i]))",
                "return flat",
            ),
            "lists": _flat("flat.append(W.T.tolist())", "flat.append(list(b))"),
            "tuple": _flat("flat.extend([np.swapaxes(W, 0, 1), b])", end="return tuple(flat)"),
        },
        wrong={
            "W as it is": Wrong(_flat("flat += [W, b]"), "of its axes counts the inputs"),
            "all biases": Wrong(_flat("flat += [W.T, biases]"), "the arrays of all layers at once"),
            "W as it is, other words": Wrong(
                _flat("flat += [W.reshape(W.shape[1], W.shape[0]), b]"), "reshape reads W row by"
            ),
            "rows turned over": Wrong(
                _flat("flat += [W[::-1], b]"), "one row per input and one column per unit"
            ),
            "T with brackets": Wrong(_flat("flat += [W.T(), b]"), "it takes no brackets"),
            "kernel twice": Wrong(
                _flat("flat += [W.T, W.T]"), "is the bias of that layer, as it is"
            ),
            "kernels first": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "return [W.T for W in weights] + list(biases)",
                ),
                "All kernels stand before all biases",
            ),
            "bias first": Wrong(_flat("flat += [b, W.T]"), "which of the two does Keras want"),
            "from the last layer": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "flat = []",
                    "for W, b in zip(weights[::-1], biases[::-1]):",
                    "    flat += [W.T, b]",
                    "return flat",
                ),
                "begins with the last layer",
            ),
            "nested": Wrong(_flat("flat.append((W.T, b))"), "What do you put into it at once"),
            "only the first layer": Wrong(
                _flat("flat += [W.T, b]", "return flat"), "They are the first ones"
            ),
            "the last kernel": Wrong(_flat("flat = [W.T]"), "What is left out, or put in twice"),
            "bias as a matrix": Wrong(
                _flat("flat += [W.T, b[None, :]]"), "A bias of yours is a matrix"
            ),
            "bias as a column": Wrong(
                _flat("flat += [W.T, b.reshape(-1, 1)]"), "A bias of yours is a column"
            ),
            "no biases": Wrong(_flat("flat += [W.T, np.zeros_like(b)]"), "Where did ours go"),
            "flattened": Wrong(_flat("flat += [W.T.ravel(), b]"), "Your kernels are rows of"),
            "turned": Wrong(_flat("flat += [-W.T, b]"), "flat[0] has the wrong sign"),
            "prints": Wrong(_flat("flat += [W.T, b]", end="print(flat)"), "It returns None"),
            "two layers only": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "return [weights[0].T, biases[0], weights[1].T, biases[1]]",
                ),
                "How many does your code count on",
            ),
            "plus an array": Wrong(
                _flat("flat += W.T", "flat += b"), "By which method does a list get one more"
            ),
            "one array": Wrong(
                _flat("flat += [*W.T.ravel(), *b]", end="return np.array(flat)"),
                "put two arrays in for each",
            ),
            "in place": Wrong(
                _flat("flat += [W.T.copy(), b.copy()]", "W *= 0"), "overwrites its argument"
            ),
        },
    ),
    "classify": Exercise(
        right={
            "strings": _classify(),
            "objects": _classify(
                compiled="keras.optimizers.Adam(), keras.losses.BinaryCrossentropy(), "
                "metrics=[keras.metrics.BinaryAccuracy()]"
            ),
            "activations as layers": _classify(
                (
                    ROWS,
                    "layers.Dense(32)",
                    "layers.ReLU()",
                    "layers.Dense(1)",
                    'layers.Activation("sigmoid")',
                )
            ),
            "added one by one": function(
                "classify(X, y, batch_size)",
                "model = keras.Sequential()",
                "model.add(keras.Input(shape=(len(X[0]),)))",
                'model.add(keras.layers.Dense(32, activation="relu"))',
                'model.add(keras.layers.Dense(1, activation="sigmoid"))',
                'model.compile("adam", "binary_crossentropy", metrics=["acc"])',
                "return model, model.fit(X, y, batch_size, 20, 0, validation_split=0.2)",
            ),
            "no input layer": _classify((RELU, SIGMOID)),
            "functional, own split": function(
                "classify(X, y, batch_size)",
                "rows = keras.Input((X.shape[1],))",
                'hidden = keras.layers.Dense(32, "relu")(rows)',
                'model = keras.Model(rows, keras.layers.Dense(1, "sigmoid")(hidden))',
                'model.compile("adam", "bce", metrics=["accuracy"])',
                "cut = int(0.8 * len(X))",
                "history = model.fit(X[:cut], y[:cut], batch_size, epochs=20, verbose=0, "
                "validation_data=(X[cut:], y[cut:]))",
                "return [model, history]",
            ),
        },
        wrong={
            "no hidden layer": Wrong(
                _classify((ROWS, SIGMOID)), "A hidden layer and an output, no more"
            ),
            "64 units": Wrong(
                _classify((ROWS, 'layers.Dense(64, "relu")', SIGMOID)), "How many hidden units does"
            ),
            "hidden layer is linear": Wrong(
                _classify((ROWS, "layers.Dense(32)", SIGMOID)), "are one linear layer"
            ),
            "tanh": Wrong(
                _classify((ROWS, 'layers.Dense(32, "tanh")', SIGMOID)),
                "hidden layer's activation is tanh",
            ),
            "softmax": Wrong(
                _classify((ROWS, RELU, 'layers.Dense(1, "softmax")')), "make of a single one"
            ),
            "two outputs": Wrong(
                _classify(
                    (ROWS, RELU, 'layers.Dense(2, "softmax")'),
                    'optimizer="adam", loss="sparse_categorical_crossentropy", '
                    'metrics=["accuracy"]',
                ),
                "It gives p(0) and p(1)",
            ),
            "two outputs, sigmoid": Wrong(
                _classify(
                    (ROWS, RELU, 'layers.Dense(2, "sigmoid")'),
                    'optimizer="adam", loss="sparse_categorical_crossentropy", '
                    'metrics=["accuracy"]',
                ),
                "How many probabilities does that take",
            ),
            "history from compile": Wrong(
                _classify().replace("history = ", "").replace("model.comp", "history = model.comp"),
                "`fit` returns the history",
            ),
            "model from compile": Wrong(
                _classify().replace("model.compile", "model = model.compile"),
                "change the model and return nothing",
            ),
            "linear output": Wrong(
                _classify((ROWS, RELU, "layers.Dense(1)")), "keeps the output between 0 and 1"
            ),
            "mse": Wrong(
                _classify(compiled='optimizer="adam", loss="mse", metrics=["accuracy"]'),
                "made for forecasts of a number",
            ),
            "categorical": Wrong(
                _classify(
                    compiled='optimizer="adam", loss="categorical_crossentropy", '
                    'metrics=["accuracy"]'
                ),
                "which cross-entropy is it",
            ),
            "sgd": Wrong(
                _classify(
                    compiled='optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"]'
                ),
                "the optimizer is SGD",
            ),
            "Adam with 0.01": Wrong(
                _classify(
                    compiled="keras.optimizers.Adam(0.01), "
                    '"binary_crossentropy", metrics=["accuracy"]'
                ),
                "Adam has a learning rate of 0.01",
            ),
            "20 for 20%": Wrong(
                _classify(fitted="batch_size=batch_size, epochs=20, validation_split=20"),
                "is a share between 0 and 1",
            ),
            "no metric": Wrong(
                _classify(compiled='optimizer="adam", loss="binary_crossentropy"'),
                "takes a list of `metrics`, for people",
            ),
            "metrics are no list": Wrong(
                _classify(
                    compiled='optimizer="adam", loss="binary_crossentropy", metrics="accuracy"'
                ),
                "also for a single one",
            ),
            "no validation": Wrong(
                _classify(fitted="batch_size=batch_size, epochs=20, verbose=0"),
                "nobody sees overfitting",
            ),
            "one epoch": Wrong(
                _classify(fitted="batch_size=batch_size, validation_split=0.2, verbose=0"),
                "How many epochs does the task ask for",
            ),
            "batch of 32": Wrong(
                _classify(fitted="epochs=20, validation_split=0.2, verbose=0"),
                "an epoch has 3 batches",
            ),
            "all in one batch": Wrong(
                _classify(fitted="batch_size=len(X), epochs=20, validation_split=0.2, verbose=0"),
                "an epoch has 1 batch;",
            ),
            "returns the dictionary": Wrong(
                _classify(end="return model, history.history"), "is the dictionary inside"
            ),
            "the other way round": Wrong(
                _classify(end="return history, model"), "The model comes first, and then"
            ),
            "model only": Wrong(_classify(end="return model"), "You return a model. It must end"),
            "not compiled": Wrong(
                _classify(compiled="a=1").replace("model.compile", "dict"),
                "needs a loss and an optimizer",
            ),
            "unknown loss": Wrong(
                _classify(compiled='optimizer="adam", loss="cross_entropy", metrics=["accuracy"]'),
                "Keras doesn't know this name",
            ),
            "the table's shape": Wrong(
                _classify(("Input(X.shape)", RELU, SIGMOID)), "shape of one row"
            ),
            "a shape in a shape": Wrong(
                _classify(("Input((X.shape,))", RELU, SIGMOID)), "a shape inside a shape"
            ),
            "unknown argument": Wrong(
                _classify(fitted="batch=batch_size, epochs=20, validation_split=0.2, verbose=0"),
                "No argument has this name there",
            ),
            "layers without a list": Wrong(
                _classify().replace("Sequential([", "Sequential(").replace("])", ")", 1),
                "Where are the square brackets",
            ),
            "an unknown n": Wrong(_classify(("Input((n,))", RELU, SIGMOID)), "Where does X say it"),
            "rows for columns": Wrong(
                _classify(("Input((X.shape[0],))", RELU, SIGMOID)),
                "How many numbers does a row of X have",
            ),
            "the lesson's": Wrong(
                "def classify(X, y, batch_size):\n    return models.classify(X, y, batch_size)",
                "Here you write what is inside of it",
            ),
        },
    ),
    "train": Exercise(
        right={
            "as the text": _train(),
            "relu as a layer": _layers(
                "keras.Input(shape=(X.shape[1],))",
                HIDDEN.replace('"relu", ', ""),
                "keras.layers.ReLU()",
                DROPOUT,
                OUTPUT,
            ),
            "functional": _train(
                model=f"keras.Model(x := {INPUT}, {OUTPUT}({DROPOUT}({HIDDEN}(x))))"
            ),
            "l1 and l2": _layers(
                INPUT, HIDDEN.replace("L2(lam)", "L1L2(l1=0.0, l2=lam)"), DROPOUT, OUTPUT
            ),
            "objects, own split": _train(
                "keras.optimizers.Adam(0.001), keras.losses.MeanSquaredError()",
                'monitor="val_loss", patience=patience, restore_best_weights=True',
                "batch_size=64, epochs=100, verbose=0, callbacks=stopper, validation_split=0.2",
            ),
            "validation_data": function(
                "train(X, y, rate, lam, patience)",
                f"model = {_model(INPUT, HIDDEN, DROPOUT, OUTPUT)}",
                'model.compile("adam", "mean_squared_error")',
                "cut = len(X) * 4 // 5",
                "return model, model.fit(",
                "    X[:cut], y[:cut], 64, 100, 0, validation_data=(X[cut:], y[cut:]),",
                "    callbacks=[keras.callbacks.EarlyStopping("
                'patience=patience, mode="min", restore_best_weights=True)])',
            ),
        },
        wrong={
            "no output": Wrong(_layers(INPUT, HIDDEN, DROPOUT), "Which one is missing, or too"),
            "no dropout": Wrong(_layers(INPUT, HIDDEN, OUTPUT), "Which layer lets hidden units"),
            "inputs dropped": Wrong(
                _layers(INPUT, DROPOUT, HIDDEN, OUTPUT), "the layers are Dropout, Dense, Dense"
            ),
            "forecast dropped": Wrong(
                _layers(INPUT, HIDDEN, OUTPUT, DROPOUT), "the layers are Dense, Dense, Dropout"
            ),
            "32 units": Wrong(
                _layers(INPUT, HIDDEN.replace("64,", "32,"), DROPOUT, OUTPUT),
                "How many hidden units does",
            ),
            "two outputs": Wrong(
                _layers(INPUT, HIDDEN, DROPOUT, "keras.layers.Dense(2)"),
                "How many numbers does one forecast",
            ),
            "no activation": Wrong(
                _layers(INPUT, HIDDEN.replace('"relu", ', ""), DROPOUT, OUTPUT),
                "are one linear layer",
            ),
            "sigmoid": Wrong(
                _layers(INPUT, HIDDEN.replace("relu", "sigmoid"), DROPOUT, OUTPUT),
                "hidden layer's activation is sigmoid",
            ),
            "relu at the end": Wrong(
                _layers(INPUT, HIDDEN, DROPOUT, 'keras.layers.Dense(1, "relu")'),
                "Which numbers can your last layer",
            ),
            "rate of those that stay": Wrong(
                _layers(INPUT, HIDDEN, "keras.layers.Dropout(1 - rate)", OUTPUT),
                "Which share do you hand over",
            ),
            "half": Wrong(
                _layers(INPUT, HIDDEN, "keras.layers.Dropout(0.5)", OUTPUT),
                "its number from `rate`",
            ),
            "no price": Wrong(
                _layers(INPUT, 'keras.layers.Dense(64, "relu")', DROPOUT, OUTPUT),
                "Which argument of Dense takes",
            ),
            "price on the output": Wrong(
                _layers(
                    INPUT,
                    'keras.layers.Dense(64, "relu")',
                    DROPOUT,
                    "keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(lam))",
                ),
                "the last layer has the regulariser on its weights",
            ),
            "price on the biases": Wrong(
                _layers(INPUT, HIDDEN.replace("kernel", "bias"), DROPOUT, OUTPUT),
                "has the regulariser on its biases",
            ),
            "price on the activations": Wrong(
                _layers(INPUT, HIDDEN.replace("kernel", "activity"), DROPOUT, OUTPUT),
                "has it on what it gives",
            ),
            "L1": Wrong(
                _layers(INPUT, HIDDEN.replace("L2", "L1"), DROPOUT, OUTPUT), "squares the weight"
            ),
            "the text's price": Wrong(
                _layers(INPUT, HIDDEN.replace("lam", "0.1"), DROPOUT, OUTPUT),
                "takes `lam` as it is",
            ),
            "a number for a price": Wrong(
                _layers(
                    INPUT, HIDDEN.replace("keras.regularizers.L2(lam)", "lam"), DROPOUT, OUTPUT
                ),
                "Which object makes a price on the weights",
            ),
            "regularizer": Wrong(
                _layers(INPUT, HIDDEN.replace("kernel_", ""), DROPOUT, OUTPUT),
                "says which of them the price is on",
            ),
            "dropout has units": Wrong(
                _layers(INPUT, HIDDEN, "keras.layers.Dropout(64, rate)", OUTPUT),
                "`Dropout` takes one number",
            ),
            "names without their place": Wrong(
                _train().replace("keras.callbacks.", ""), "are written with their place"
            ),
            "dots left in fit": Wrong(
                _train(
                    fitted="..., batch_size=64, epochs=100, validation_split=0.2, "
                    "callbacks=[stopper], verbose=0"
                ),
                "Is a `...` left in the call",
            ),
            "mae": Wrong(_train('optimizer="adam", loss="mae"'), "Which loss asks for the mean"),
            "sgd": Wrong(_train('optimizer="sgd", loss="mse"'), "the optimizer is SGD"),
            "Adam with 0.01": Wrong(
                _train('keras.optimizers.Adam(0.01), "mse"'), "Adam has a learning rate of 0.01"
            ),
            "a margin": Wrong(
                _train(stopper="patience=patience, min_delta=0.01, restore_best_weights=True"),
                "also one that is lower by very little",
            ),
            "patience as monitor": Wrong(
                _train(stopper="patience, restore_best_weights=True"),
                "is `monitor`, the name of a curve",
            ),
            "no validation": Wrong(
                _train(fitted="batch_size=64, epochs=100, callbacks=[stopper], verbose=0"),
                "keeps none aside unless you say so",
            ),
            "one epoch": Wrong(
                _train(
                    fitted="batch_size=64, validation_split=0.2, callbacks=[stopper], verbose=0"
                ),
                "How many epochs does the task allow",
            ),
            "callback not handed over": Wrong(
                _train(fitted="batch_size=64, epochs=100, validation_split=0.2, verbose=0"),
                "Does `fit` get your callback",
            ),
            "watches the training loss": Wrong(
                _train(stopper='monitor="loss", patience=patience, restore_best_weights=True'),
                "after the lowest training loss",
            ),
            "patience 10": Wrong(
                _train(stopper="patience=10, restore_best_weights=True"),
                "EarlyStopping takes `patience`",
            ),
            "keeps the last weights": Wrong(
                _train(stopper="patience=patience"), "Which argument of EarlyStopping"
            ),
            "batches of 32": Wrong(
                _train(fitted="epochs=100, validation_split=0.2, callbacks=[stopper], verbose=0"),
                "an epoch has 13 batches",
            ),
            "a tenth": Wrong(
                _train(
                    fitted="batch_size=64, epochs=100, validation_split=0.1, "
                    "callbacks=[stopper], verbose=0"
                ),
                "an epoch has 8 batches",
            ),
            "validates on all": Wrong(
                _train(
                    fitted="batch_size=64, epochs=100, validation_data=(X[-100:], y[-100:]), "
                    "callbacks=[stopper], verbose=0"
                ),
                "all 520 rows are trained on",
            ),
            "callback is the class": Wrong(
                _train().replace("[stopper]", "[keras.callbacks.EarlyStopping]"),
                "made by calling its class",
            ),
            "patience in fit": Wrong(
                _train(
                    fitted="batch_size=64, epochs=100, validation_split=0.2, patience=patience, "
                    "verbose=0"
                ),
                "No argument has this name there",
            ),
            "no loss": Wrong(_train('optimizer="adam"'), "the model was compiled without a loss"),
            "history first": Wrong(_train(end="return history, model"), "The model comes first"),
            "curves": Wrong(
                _train(end="return model, history.history"), "is the dictionary inside"
            ),
            "prints": Wrong(_train(end="print(model, history)"), "It returns None"),
            "the lesson's": Wrong(
                function(
                    "train(X, y, rate, lam, patience)",
                    "return models.train(X, y, rate, lam, patience)",
                ),
                "Here you write what is inside of it",
            ),
        },
    ),
    "mend_dropout": Exercise(
        right={
            "one line": _dropout(INVERTED, "a"),
            "expression": function(
                "mend_dropout(a, mask, rate, training)",
                "return np.where(mask, a / (1 - rate), 0) if training else a",
            ),
            "loop": function(
                "mend_dropout(a, mask, rate, training)",
                "if not training:",
                "    return list(a)",
                "return [x / (1 - rate) if m == 1 else 0.0 for x, m in zip(a, mask)]",
            ),
            "float32": _dropout("(a / (1 - rate) * mask).astype(np.float32)", "a.copy()"),
        },
        wrong={
            "training not made up for": Wrong(_dropout("a * mask", "a"), "what makes up for"),
            "fails at the client's": Wrong(
                _dropout(INVERTED, "a * mask"), "Do units still fail when the client asks"
            ),
            "always": Wrong(
                function("mend_dropout(a, mask, rate, training)", f"return {INVERTED}"),
                "do units fail, and is anything",
            ),
            "shrinks at the client's": Wrong(
                _dropout("a * mask", "a * (1 - rate)"), "was first written like that"
            ),
            "made up for twice": Wrong(
                _dropout(INVERTED, "a * (1 - rate)"), "what is left to do outside"
            ),
            "enlarged outside": Wrong(
                _dropout(INVERTED, "a / (1 - rate)"), "What is enlarged outside of it"
            ),
            "by rate": Wrong(_dropout("a * mask / rate", "a"), "are those that stay too few"),
            "smaller": Wrong(
                _dropout("a * mask * (1 - rate)", "a"), "Does your factor make them larger"
            ),
            "times rate": Wrong(
                _dropout("a * mask * rate", "a"), "Your factor is the share that is dropped"
            ),
            "times 1 + rate": Wrong(
                _dropout("a * mask * (1 + rate)", "a"), "by which factor must it grow"
            ),
            "made up for at the client's": Wrong(
                _dropout("a * mask", "a / (1 - rate)"), "where none is missing"
            ),
            "times 2": Wrong(_dropout("a * mask * 2", "a"), "2 is the factor for a rate of 0.5"),
            "own mask": Wrong(
                _dropout("a * (np.random.default_rng(5).random(len(a)) > rate) / (1 - rate)", "a"),
                "do you draw one of your own",
            ),
            "bracket": Wrong(_dropout("a * mask / 1 - rate", "a"), "Where is the bracket"),
            "other way round": Wrong(_dropout("a", INVERTED), "When do units fail"),
            "other way round, as it was": Wrong(
                _dropout("a", "a * mask"), "and nothing is made up for"
            ),
            "no mask": Wrong(_dropout("a / (1 - rate)", "a"), "Where is the mask"),
            "no dropout, by a text for True": Wrong(
                _dropout(INVERTED, "a").replace("if training", 'if training == "True"'),
                "in quotes is a text",
            ),
            "the others": Wrong(
                _dropout("a * (1 - mask) / (1 - rate)", "a"), "Which ones do you drop"
            ),
            "the share that stayed": Wrong(
                _dropout("a * mask / np.mean(mask)", "a"), "Which share was asked for"
            ),
            "in place": Wrong(
                function(
                    "mend_dropout(a, mask, rate, training)",
                    "if training:",
                    "    a *= mask / (1 - rate)",
                    "return a",
                ),
                "overwrites its argument",
            ),
            "only in training": Wrong(
                function(
                    "mend_dropout(a, mask, rate, training)",
                    "if training:",
                    f"    return {INVERTED}",
                ),
                "It returns None at a=",
            ),
        },
    ),
}
