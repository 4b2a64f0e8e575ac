"""The plan: which ways, how many, where, when, for how much; what comes back, when to stop, what is kept.

- offers: everything that can be bought, each size of each way and ads, as one table
- solve: the whole numbers that bring most of what the goal counts
- plan: the plan of a case, its lines, its joint draws, and which limit binds
- trial: the first part of it, and when to stop
- decision: go, try or hold
- beside: equal split, all on one, all in ads, keeping; other plans as good; more or less money
- target: the smallest plan that reaches a target
- calendar: what is done in which week
"""
