"""The small NumPy module that the lessons call. Importing it takes NumPy only.

Slopes and the network, in this folder
    gradients       slopes by nudging: central differences, complex step, relative error
    activations     an activation and its slope, side by side
    losses          a loss and its slope, side by side; cross_entropy: those for probabilities
    layers          the forward pass and the backward pass of lesson 06
    network         the same as one vector of parameters; initialisation: how it starts
    normalisation   batch norm and gradient clipping
    dropout         units that fail in training
    optimizers      SGD, Momentum, AdaGrad, RMSprop, Adam: one update rule each
    passes          the same passes into arrays made once, for fit
    training        minibatches, fit, history
    learning_rate   sweep and learning-rate finder
    many_networks   a stack of small nets: forward, backward, learning curves
    text            values as text, the same everywhere
Rooms: each may import those above it, and `drawing` and `checking` not each other
    market          prices (live, yahoo, cache, table), split, volatility, the evenings' dataset,
                    three_days, forecasts, garch, scores, luck
    drawing         what a picture is, words kept as pixels, sliders, a network step by step, the
                    roadmap, a bar for long runs, the page that sums all up
    checking        how a check speaks, and what is said before a notebook is handed in
    lessons         a room a lesson: its `figures`, its `checks`, what its cells compute with
    doctor          whether all is there that the lessons need: python -m helpers.doctor; set_up,
                    which a lesson's first cell imports, says which packages are too old
"""

__version__ = "0.1.0"
