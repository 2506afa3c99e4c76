"""Tables in a text: grids of cells, what their labels say, and the claims their figures make.

A table states what prose states, in another order: what a figure measures stands in its row label, its column label or the caption, and so do
place, period and unit. What none of them says for certain is no role, and a figure that lacks one it needs is no claim.
"""
