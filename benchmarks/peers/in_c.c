/* A training as `helpers` runs it, compiled: the same formulas, with one loop where NumPy has one
   call for each operation. The products are those of the BLAS that NumPy brings. float64. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef void (*Gemm)(int, int, int, int64_t, int64_t, int64_t, double, const double *, int64_t,
                     const double *, int64_t, double, double *, int64_t);
enum { BY_ROWS = 101, PLAIN = 111, TRANSPOSED = 112 }; /* of CBLAS */
enum { LINEAR, SIGMOID, SOFTMAX };

static double mse(int64_t size, const double *z, const double *y, double *blame) {
    double sum = 0;
    for (int64_t i = 0; i < size; i++) {
        double error = z[i] - y[i];
        sum += error * error;
        blame[i] = 2 * error / size;
    }
    return sum / size;
}

static double binary_cross_entropy(int64_t size, const double *z, const double *y, double *blame) {
    double sum = 0;
    for (int64_t i = 0; i < size; i++) {
        double softplus = fmax(z[i], 0) + log1p(exp(-fabs(z[i])));
        sum += softplus - y[i] * z[i];
        blame[i] = (exp(z[i] - softplus) - y[i]) / size;
    }
    return sum / size;
}

static double categorical_cross_entropy(int64_t rows, int64_t classes, const double *z,
                                        const double *y, double *blame) {
    double sum = 0;
    for (int64_t r = 0; r < rows; r++, z += classes, y += classes, blame += classes) {
        double largest = z[0], total = 0;
        for (int64_t i = 1; i < classes; i++) largest = fmax(largest, z[i]);
        for (int64_t i = 0; i < classes; i++) total += blame[i] = exp(z[i] - largest);
        sum += largest + log(total);
        for (int64_t i = 0; i < classes; i++) {
            sum -= y[i] * z[i];
            blame[i] = (blame[i] / total - y[i]) / rows;
        }
    }
    return sum / rows;
}

static double gradient(Gemm gemm, int layers, const int64_t *sizes, int output, const double *w,
                       double *g, int64_t rows, const double *x, const double *y, double **a,
                       double **blame) {
    const double *in = x;
    for (int layer = 0; layer < layers; layer++) {
        int64_t n_in = sizes[layer], n_out = sizes[layer + 1];
        double *z = a[layer];
        const double *b = w + n_out * n_in;
        for (int64_t r = 0; r < rows; r++)
            for (int64_t i = 0; i < n_out; i++) z[r * n_out + i] = b[i];
        gemm(BY_ROWS, PLAIN, TRANSPOSED, rows, n_out, n_in, 1, in, n_in, w, n_in, 1, z, n_out);
        if (layer < layers - 1)
            for (int64_t i = 0; i < rows * n_out; i++) z[i] = z[i] > 0 ? z[i] : 0;
        in = z;
        w = b + n_out;
        g += n_out * n_in + n_out;
    }
    double *dz = blame[layers - 1];
    double loss =
        output == SOFTMAX ? categorical_cross_entropy(rows, sizes[layers], in, y, dz)
        : output == SIGMOID ? binary_cross_entropy(rows * sizes[layers], in, y, dz)
                            : mse(rows * sizes[layers], in, y, dz);
    for (int layer = layers - 1; layer >= 0; layer--) {
        int64_t n_in = sizes[layer], n_out = sizes[layer + 1];
        g -= n_out * n_in + n_out;
        w -= n_out * n_in + n_out;
        dz = blame[layer];
        in = layer > 0 ? a[layer - 1] : x;
        gemm(BY_ROWS, TRANSPOSED, PLAIN, n_out, n_in, rows, 1, dz, n_out, in, n_in, 0, g, n_in);
        double *db = g + n_out * n_in;
        for (int64_t i = 0; i < n_out; i++) db[i] = 0;
        for (int64_t r = 0; r < rows; r++)
            for (int64_t i = 0; i < n_out; i++) db[i] += dz[r * n_out + i];
        if (layer > 0) {
            double *da = blame[layer - 1];
            gemm(BY_ROWS, PLAIN, PLAIN, rows, n_in, n_out, 1, dz, n_out, w, n_in, 0, da, n_in);
            for (int64_t i = 0; i < rows * n_in; i++) da[i] = in[i] > 0 ? da[i] : 0;
        }
    }
    return loss;
}

static void adam(int64_t size, int t, double lr, double epsilon, double *restrict w,
                 const double *restrict g, double *restrict m, double *restrict v) {
    const double beta1 = 0.9, beta2 = 0.999;
    double root = sqrt(1 - pow(beta2, t)), step = lr * root / (1 - pow(beta1, t));
    epsilon *= root;
    for (int64_t i = 0; i < size; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        w[i] -= step * m[i] / (sqrt(v[i]) + epsilon);
    }
}

/* Train in place; return the mean loss of the last epoch, or -1 where there is no memory. */
double train(Gemm gemm, int layers, const int64_t *sizes, int output, double *w, const double *x,
             const double *y, int64_t rows, int64_t batch, int epochs, double lr, double epsilon) {
    int64_t size = 0, units = 0, start = 0;
    for (int layer = 0; layer < layers; layer++) {
        size += (sizes[layer] + 1) * sizes[layer + 1];
        units += sizes[layer + 1];
    }
    double *memory = calloc(3 * size + 2 * batch * units, sizeof(double));
    double **a = malloc(2 * layers * sizeof(double *)), total = 0;
    if (!memory || !a) {
        free(memory), free(a);
        return -1;
    }
    double *g = memory, *m = g + size, *v = m + size, **blame = a + layers;
    for (int layer = 0; layer < layers; layer++) {
        a[layer] = v + size + batch * start;
        blame[layer] = a[layer] + batch * units;
        start += sizes[layer + 1];
    }
    for (int epoch = 0, t = 1; epoch < epochs; epoch++) {
        total = 0;
        for (int64_t row = 0; row < rows; row += batch, t++) {
            int64_t now = rows - row < batch ? rows - row : batch;
            total += now * gradient(gemm, layers, sizes, output, w, g, now, x + row * sizes[0],
                                    y + row * sizes[layers], a, blame);
            adam(size, t, lr, epsilon, w, g, m, v);
        }
    }
    free(memory), free(a);
    return total / rows;
}
