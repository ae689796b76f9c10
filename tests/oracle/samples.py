# Numbers that every language makes alike: whole numbers, their remainders, one division.


def share(i, step, start, whole):
    return ((i * step + start) % whole) / whole


A = [3.0 * share(i, 7919, 31, 1009) * share(i, 7919, 31, 1009) for i in range(400)]
B = [2.5 * share(i, 104729, 57, 997) + 0.3 for i in range(300)]
TIED_A = [float(int(4.0 * x)) for x in A]
TIED_B = [float(int(4.0 * x)) for x in B]
