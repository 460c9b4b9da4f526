"""The report page's parts."""
def cover(*a): pass
def parts(*a): pass
def files(*a): pass
def preview(*a): pass
