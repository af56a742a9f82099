"""The small NumPy module that the lessons call. Importing it takes NumPy only.

Slopes and the network
    gradients       slopes by nudging: central differences, complex step, relative error
    activations     an activation and its slope, side by side
    losses          a loss and its slope, side by side; cross_entropy: those for probabilities
    layers          the forward pass and the backward sweep of lesson 06
    network         the same as one vector of parameters; initialisation: how it starts
    normalisation   batch norm and gradient clipping
    dropout, l2     two weapons against overfitting
    optimizers      SGD, Momentum, AdaGrad, RMSprop, Adam: one update rule each
    training        minibatches, fit, history; progress: its bar
    learning_rate   sweep and learning-rate finder
    many_networks   forward and backward of a stack of small nets
Data
    data            prices: bundled snapshot first, yfinance when asked (live, yahoo, price_cache,
                    price_table); split: chronological split, scaler
    volatility      range-based and rolling estimators; forecasts: EWMA, HAR, persistence
    scores, luck    errors of forecasts, and whether a difference is more than luck
What one lesson needs
    slopes 01, graph 02, two_weights 03, three_weights 04, xor 05, deep and three_days 06,
    decay, walks, ranges and three_curves 07, batch_size 08, ravine 09,
    loss_curves, curves, smile and four_trainings 10,
    volatility_data, volatility_study, lookahead and leaks 11, fit_hides, weapons and frameworks 12
What a student sees
    figures         a state in, a picture out (needs matplotlib)
    widgets         sliders around those pictures (needs ipywidgets)
    check           what the check cells call, a module a lesson
    text            values as text, the same everywhere; tracebacks: where a student's code stopped
    doctor          whether all is there that the lessons need: python -m helpers.doctor
"""

__version__ = "0.1.0"
